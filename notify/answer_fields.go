package notify

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
)

// fieldFaults lists the faults that Discord found in single fields of a body, as
// "embeds[0].title: Must be 256 or fewer in length.". Their shape is an object
// for each member and each index of a list, with the faults in "_errors"
// ("Error Messages").
func fieldFaults(fields map[string]json.RawMessage) []string {
	var all []string
	collectFaults(fields, "", 0, &all)
	return all
}

// Bounds on what is read of a server's complaint.
const (
	maxDepth      = 8
	maxFaultCount = 16
)

func collectFaults(fields map[string]json.RawMessage, path string, depth int, all *[]string) {
	if depth > maxDepth {
		return
	}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if len(*all) >= maxFaultCount {
			return
		}
		if name == "_errors" {
			var faults []struct {
				Message string `json:"message"`
			}
			_ = json.Unmarshal(fields[name], &faults) // what is there of it
			for _, f := range faults {
				*all = append(*all, path+": "+f.Message)
			}
			continue
		}
		next := name
		if _, err := strconv.ParseUint(name, 10, 32); err == nil {
			next = path + "[" + name + "]"
		} else if path != "" {
			next = path + "." + name
		}
		var inner map[string]json.RawMessage
		_ = json.Unmarshal(fields[name], &inner) // nil where it is something else
		collectFaults(inner, next, depth+1, all)
	}
}
