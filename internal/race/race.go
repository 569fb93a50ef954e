// Package race says whether the race detector watches. Only tests ask: those
// that measure over whole streams of news in one goroutine have nothing to show
// it, take ten times as long under it, and run without it anyway.
package race
