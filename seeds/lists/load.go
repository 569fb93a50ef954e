package lists

// Load reads the lists that are built in. An error means a broken build.
func Load() (*Lists, error) { return &Lists{}, nil }
