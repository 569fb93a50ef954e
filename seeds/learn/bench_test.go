package learn_test

import (
	"testing"

	"meddlewatch/seeds/learn"
)

// BenchmarkLearn learns from the documents of our own, all together.
func BenchmarkLearn(b *testing.B) {
	l, files := newLearner(b), ownDocuments(b)
	size := 0
	for _, f := range files {
		size += len(f.Data)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := l.Learn(files); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkNew reads the built-in resources.
func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := learn.New(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRepeated learns from one paragraph that is printed a thousand times.
func BenchmarkRepeated(b *testing.B) {
	l := newLearner(b)
	var text []byte
	for range 1000 {
		text = append(text, paragraph+"\n\n"...)
	}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := l.Learn([]learn.File{{Name: "a.txt", Data: text}}); err != nil {
			b.Fatal(err)
		}
	}
}
