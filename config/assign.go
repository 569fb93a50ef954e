package config

import (
	"bytes"
	"encoding"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
)

// assigner fills a value from a tree and collects what does not fit.
type assigner struct {
	doc      *document
	root     reflect.Value
	shapes   map[reflect.Type]shape
	faulty   map[*node]bool
	mistakes Mistakes
}

// shape is the fields of a struct under their keys.
type shape struct {
	index map[string][]int
	keys  []string
}

type validator interface{ Validate() error }

type explainer interface{ ExplainUnknown(key string) error }

func assign(doc *document, v any) Mistakes {
	a := &assigner{
		doc:    doc,
		root:   reflect.ValueOf(v).Elem(),
		shapes: map[reflect.Type]shape{},
		faulty: map[*node]bool{},
	}
	a.value(doc.root, a.root, label{})
	return a.mistakes
}

// value fills v from n; name is what a message calls it. It calls the value's own
// check last, when all below is complete.
func (a *assigner) value(n *node, v reflect.Value, name label) {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		a.value(n, v.Elem(), name)
		return
	}
	if u, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
		a.text(n, u, name)
	} else {
		a.plain(n, v, name)
	}
	if a.faulty[n] {
		return
	}
	if c, ok := v.Addr().Interface().(validator); ok {
		a.check(n, c.Validate())
	}
}

// text hands a value to a type that reads text.
func (a *assigner) text(n *node, u encoding.TextUnmarshaler, name label) {
	mayBeDate := reflect.TypeOf(u).Elem().Kind() == reflect.Struct // time.Time, say
	if n.kind != kindText && (n.kind != kindDate || !mayBeDate) {
		a.wrongKind(n, name, kindText)
		return
	}
	text := []byte(n.text)
	if n.kind == kindDate && len(text) > len("2006-01-02") {
		// TOML also allows a space or small letters, RFC 3339 in Go does not.
		text = bytes.ToUpper(text)
		text[len("2006-01-02")] = 'T'
	}
	err := u.UnmarshalText(text)
	if n.kind == kindDate && err != nil {
		err = Invalid{What: name.String() + " cannot be this date", Do: "write one such as 2006-01-02T15:04:05Z, or put text in double quotes"}
	}
	a.check(n, err)
}

// check reports what a type said about itself, but for keys that are known to be
// wrong already: what it says of them follows from that.
func (a *assigner) check(n *node, err error) {
	for _, e := range invalids(err) {
		at, offset := n.find(e.Key)
		if at != n && a.faulty[at] {
			continue
		}
		a.faulty[at] = true
		a.mistakes = append(a.mistakes, a.doc.at(offset, e.What, e.Do))
	}
}

// find follows a dotted path of keys and indexes as far as the file goes: to the
// value, or to the header of the table that should hold it.
func (n *node) find(path string) (*node, int) {
	if path == "" {
		return n, n.at
	}
	name, rest, _ := strings.Cut(path, ".")
	next := n.child(name)
	if i, err := strconv.Atoi(name); err == nil && n.kind == kindList && i >= 0 && i < len(n.items) {
		next = n.items[i]
	}
	if next == nil {
		return n, n.key
	}
	return next.find(rest)
}

func (a *assigner) plain(n *node, v reflect.Value, name label) {
	switch v.Kind() {
	case reflect.String:
		if a.want(n, name, kindText) {
			v.SetString(n.text)
		}
	case reflect.Bool:
		if a.want(n, name, kindBool) {
			v.SetBool(n.text == "true")
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		if i, ok := a.integer(n, name); ok {
			if v.OverflowInt(i) {
				a.fault(n, name.String()+" is too large a number", "write a smaller one")
				return
			}
			v.SetInt(i)
		}
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		if i, ok := a.integer(n, name); ok {
			if i < 0 {
				a.fault(n, name.String()+" must not be negative", "write 0 or more")
				return
			}
			if v.OverflowUint(uint64(i)) {
				a.fault(n, name.String()+" is too large a number", "write a smaller one")
				return
			}
			v.SetUint(uint64(i))
		}
	case reflect.Float32, reflect.Float64:
		a.float(n, v, name)
	case reflect.Slice:
		a.list(n, v, name)
	case reflect.Map:
		a.dictionary(n, v, name)
	case reflect.Struct:
		a.structure(n, v, name)
	default:
		panic(fmt.Sprintf("config: cannot fill a %s", v.Type()))
	}
}

func (a *assigner) integer(n *node, name label) (int64, bool) {
	if !a.want(n, name, kindInteger) {
		return 0, false
	}
	// Base 0 knows the prefixes and underscores of TOML; the parser has refused
	// what else it would let through, such as octal by a leading zero.
	i, err := strconv.ParseInt(strings.TrimPrefix(n.text, "+"), 0, 64)
	if err != nil {
		a.fault(n, name.String()+" is too large a number", "write a smaller one")
		return 0, false
	}
	return i, true
}

func (a *assigner) float(n *node, v reflect.Value, name label) {
	if n.kind == kindInteger {
		if i, ok := a.integer(n, name); ok {
			v.SetFloat(float64(i))
		}
		return
	}
	if !a.want(n, name, kindNumber) {
		return
	}
	f, err := strconv.ParseFloat(strings.ReplaceAll(n.text, "_", ""), 64)
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) || v.OverflowFloat(f) {
		a.fault(n, name.String()+" must be a finite number", "write a number such as 0.5")
		return
	}
	v.SetFloat(f)
}

// list replaces v as a whole.
func (a *assigner) list(n *node, v reflect.Value, name label) {
	if n.kind != kindList {
		elem := v.Type().Elem()
		if elem.Kind() == reflect.Struct && !reflect.PointerTo(elem).Implements(textType) {
			a.fault(n, fmt.Sprintf("%s must be a list of sections, not %s", name, n.kind),
				"write "+label{name.key, true}.header()+" before each entry")
			return
		}
		a.wrongKind(n, name, kindList)
		return
	}
	filled := reflect.MakeSlice(v.Type(), len(n.items), len(n.items))
	for i, item := range n.items {
		a.value(item, filled.Index(i), label{name.key, true})
	}
	v.Set(filled)
}

// dictionary adds to v.
func (a *assigner) dictionary(n *node, v reflect.Value, name label) {
	if !a.want(n, name, kindTable) {
		return
	}
	if v.IsNil() {
		v.Set(reflect.MakeMapWithSize(v.Type(), len(n.names)))
	}
	for i, key := range n.names {
		elem := reflect.New(v.Type().Elem()).Elem()
		a.value(n.items[i], elem, label{key: key})
		v.SetMapIndex(reflect.ValueOf(key).Convert(v.Type().Key()), elem)
	}
}

func (a *assigner) structure(n *node, v reflect.Value, name label) {
	if !a.want(n, name, kindTable) {
		return
	}
	s := a.shape(v.Type())
	for i, key := range n.names {
		if index, ok := s.index[key]; ok {
			a.value(n.items[i], v.FieldByIndex(index), label{key: key})
			continue
		}
		a.unknown(n.items[i], key, s, name)
	}
}

// unknown reports a key that its table does not have, once for all below it.
func (a *assigner) unknown(n *node, key string, s shape, table label) {
	if e, ok := a.root.Addr().Interface().(explainer); ok {
		if all := invalids(e.ExplainUnknown(key)); len(all) > 0 {
			for _, e := range all {
				a.mistakes = append(a.mistakes, a.doc.at(n.key, e.What, e.Do))
			}
			return
		}
	}
	what := quoteKey(key) + " is not known in " + table.header()
	if !plainKey(key) {
		what = "a key that is not known in " + table.header()
	}
	do := "remove it"
	if near := nearest(key, s.keys); near != "" {
		do = fmt.Sprintf("did you mean %q?", near)
	} else if section := a.section(key); section != "" {
		do = "it belongs into the section " + section
	} else if len(s.keys) > 0 && len(s.keys) <= 12 {
		do = "known are " + strings.Join(s.keys, ", ")
	}
	a.mistakes = append(a.mistakes, a.doc.at(n.key, what, do))
}

// section finds the header of the one section of the file that knows a key.
func (a *assigner) section(key string) string {
	if a.root.Kind() != reflect.Struct {
		return ""
	}
	found := ""
	top := a.shape(a.root.Type())
	for _, name := range top.keys {
		at := label{key: name}
		t := a.root.Type().FieldByIndex(top.index[name]).Type
		if t.Kind() == reflect.Slice {
			at.entry = true
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct {
			continue
		}
		if _, ok := a.shape(t).index[key]; ok {
			if found != "" {
				return ""
			}
			found = at.header()
		}
	}
	return found
}

// shape reads the keys of a struct: the tag "toml", else the name in lower case;
// "-" and fields that are not exported have none, embedded structs without a tag
// give theirs.
func (a *assigner) shape(t reflect.Type) shape {
	if s, ok := a.shapes[t]; ok {
		return s
	}
	s := shape{index: map[string][]int{}}
	for _, f := range reflect.VisibleFields(t) {
		tag := tagOf(f)
		switch {
		case !f.IsExported() || tag == "-" || f.Anonymous && tag == "" || inTagged(t, f):
			continue
		case tag == "":
			tag = strings.ToLower(f.Name)
		}
		s.index[tag] = f.Index
		s.keys = append(s.keys, tag)
	}
	a.shapes[t] = s
	return s
}

func tagOf(f reflect.StructField) string {
	tag, _, _ := strings.Cut(f.Tag.Get("toml"), ",")
	return tag
}

// inTagged says whether a field belongs to an embedded struct that has a key of its
// own.
func inTagged(t reflect.Type, f reflect.StructField) bool {
	for depth := 1; depth < len(f.Index); depth++ {
		if tagOf(t.FieldByIndex(f.Index[:depth])) != "" {
			return true
		}
	}
	return false
}

var textType = reflect.TypeFor[encoding.TextUnmarshaler]()

// want says whether a value has the kind it must have, and reports it if not.
func (a *assigner) want(n *node, name label, k kind) bool {
	if n.kind == k {
		return true
	}
	a.wrongKind(n, name, k)
	return false
}

func (a *assigner) wrongKind(n *node, name label, want kind) {
	do := map[kind]string{
		kindText:    "put it in double quotes",
		kindInteger: "write it with digits only, without quotes",
		kindNumber:  "write a number such as 0.5, without quotes",
		kindBool:    "write true or false, without quotes",
		kindList:    `write it in square brackets, such as ["one", "two"]`,
		kindTable:   "write " + name.header() + " on a line of its own and the keys below",
	}[want]
	switch {
	case want == kindText && (n.kind == kindList || n.kind == kindTable):
		do = "write one text in double quotes"
	case want == kindTable && name.entry:
		do = `write its keys in braces, such as { name = "…" }`
	case want == kindTable && n.kind == kindList:
		do = "write " + name.header() + " in single brackets, and only once"
	}
	a.fault(n, fmt.Sprintf("%s must be %s, not %s", name, want, n.kind), do)
}

func (a *assigner) fault(n *node, what, do string) {
	a.faulty[n] = true
	a.mistakes = append(a.mistakes, a.doc.at(n.at, what, do))
}
