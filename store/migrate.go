package store

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// applicationID marks a file as ours ("MDLW"), as the SQLite file format
// provides at offset 68 of its header.
const applicationID = 0x4d444c57

// migrations returns the scripts in order; the n-th (from 1) leads to schema n.
func migrations() ([]string, error) {
	names, err := fs.Glob(migrationFiles, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	scripts := make([]string, len(names))
	for i, name := range names {
		b, err := migrationFiles.ReadFile(name)
		if err != nil {
			return nil, err
		}
		scripts[i] = string(b)
	}
	return scripts, nil
}

// migrate brings the file to the newest schema, or changes nothing.
func migrate(t *tx) error {
	all, err := migrations()
	if err != nil {
		return err
	}
	// Asked again within the transaction: another process may have been faster.
	var have int
	if err := t.get("PRAGMA user_version", nil, &have); err != nil {
		return err
	}
	if have > len(all) {
		return newerError{have: have, known: len(all)}
	}
	for i, script := range all[have:] {
		if err := t.script(script); err != nil {
			return fmt.Errorf("bring the schema from %d to %d: %w", have+i, have+i+1, err)
		}
	}
	if have < len(all) {
		// Pragmas take no parameters. Both live in the file header and are part
		// of the transaction.
		if err := t.script(fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, len(all))); err != nil {
			return err
		}
	}
	return addOutcomes(t)
}
