package score

import (
	"cmp"
	"math"
	"slices"
)

// spearman is the rank correlation of two lists of the same length: Pearson's
// correlation of the ranks, where equal values share the mean of their ranks. It is
// nil where a list has fewer than two different values.
func spearman(a, b []float64) *float64 {
	ra, rb := ranks(a), ranks(b)
	n := float64(len(a))
	mean := (n + 1) / 2
	var both, one, other float64
	for i := range ra {
		x, y := ra[i]-mean, rb[i]-mean
		both += x * y
		one += x * x
		other += y * y
	}
	if one == 0 || other == 0 {
		return nil
	}
	rho := both / math.Sqrt(one*other)
	return &rho
}

// ranks gives every value its place, from 1; equal ones the mean of their places.
func ranks(values []float64) []float64 {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(x, y int) int { return cmp.Compare(values[x], values[y]) })
	out := make([]float64, len(values))
	for from := 0; from < len(order); {
		to := from + 1
		for to < len(order) && values[order[to]] == values[order[from]] {
			to++
		}
		for _, i := range order[from:to] {
			out[i] = float64(from+to+1) / 2
		}
		from = to
	}
	return out
}
