package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// replaceFile puts new content in the place of a file, whole or not at all, and
// keeps its mode; a link goes on pointing where it does. before is what the file
// was read as, nil where there was none: a file that is no longer so is left alone,
// for somebody else has changed it meanwhile.
func replaceFile(file string, before, after []byte) (err error) {
	mode := fs.FileMode(0o644)
	if target, err := filepath.EvalSymlinks(file); err == nil {
		file = target
	}
	if info, err := os.Stat(file); err == nil {
		mode = info.Mode().Perm()
	}
	temp, err := os.CreateTemp(filepath.Dir(file), "."+filepath.Base(file)+".*")
	if err != nil {
		return fmt.Errorf("%s: nothing was written: %w; see that its folder is there and that this user may write in it", file, err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(temp.Name()))
		}
	}()
	_, err = temp.Write(after)
	if err = errors.Join(err, temp.Chmod(mode), temp.Sync(), temp.Close()); err != nil {
		return fmt.Errorf("%s: nothing was written: %w", file, err)
	}
	now, err := os.ReadFile(file)
	switch {
	case errors.Is(err, fs.ErrNotExist) && before == nil:
	case err != nil:
		return fmt.Errorf("%s: nothing was written: %w", file, err)
	case before == nil && len(now) > 0, !bytes.Equal(now, before):
		return fmt.Errorf("%s has just been changed by somebody else and was left as it is; try again", file)
	}
	if err = os.Rename(temp.Name(), file); err != nil {
		return fmt.Errorf("%s cannot be replaced: %w; see that this user may write in its folder", file, err)
	}
	return nil
}
