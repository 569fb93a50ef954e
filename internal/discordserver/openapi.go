package discordserver

import (
	_ "embed" // the document
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"
)

// Discord's description of its HTTP API v10, OpenAPI 3.1, unchanged from the
// public repository discord/discord-api-spec; its licence lies beside it.
//
//go:embed testdata/openapi.json
var document []byte

// api is the document, loaded once: that takes some 170 ms.
var api = sync.OnceValues(func() (*openapi3.T, error) {
	doc, err := openapi3.NewLoader().LoadFromData(document)
	if err != nil {
		return nil, fmt.Errorf("the API description of Discord cannot be read: %w", err)
	}
	seen := map[*openapi3.Schema]bool{}
	for _, s := range doc.Components.Schemas {
		constantsAsEnums(s, seen)
	}
	if err := correct(doc); err != nil {
		return nil, err
	}
	return doc, nil
})

// constantsAsEnums gives every schema with a constant the enum that means the
// same (JSON Schema 2020-12, validation, 6.1.3). Of what OpenAPI 3.1 has and 3.0
// has not, the document uses nothing else but lists of types. So the library's own
// validator can read it, which takes less than a millisecond a message; its
// validator for 2020-12 compiles the schema at every call, which takes more than
// ten. A test compares the two.
func constantsAsEnums(ref *openapi3.SchemaRef, seen map[*openapi3.Schema]bool) {
	if ref == nil || ref.Value == nil || seen[ref.Value] {
		return
	}
	s := ref.Value
	seen[s] = true
	if s.Const != nil {
		s.Enum = []any{s.Const}
	}
	for _, p := range s.Properties {
		constantsAsEnums(p, seen)
	}
	for _, list := range []openapi3.SchemaRefs{s.OneOf, s.AnyOf, s.AllOf} {
		for _, r := range list {
			constantsAsEnums(r, seen)
		}
	}
	constantsAsEnums(s.Items, seen)
	constantsAsEnums(s.AdditionalProperties.Schema, seen)
}

// correct changes the document in the two places where it differs from Discord's
// reference, which is right: the code of an error about one field is a word such
// as BASE_TYPE_MAX_LENGTH, not the number of a whole error ("Error Messages"), and
// the code of a rate limit is there "for some limits" only ("Exceeding A Rate
// Limit").
func correct(doc *openapi3.T) error {
	inner, limited := doc.Components.Schemas["InnerErrors"], doc.Components.Schemas["RatelimitedResponse"]
	if inner == nil || inner.Value.Properties["_errors"] == nil || limited == nil || len(limited.Value.AllOf) == 0 {
		return errors.New("the API description of Discord has other errors than it had; look again at what correct changes")
	}
	words := openapi3.NewObjectSchema().
		WithProperty("code", openapi3.NewStringSchema()).
		WithProperty("message", openapi3.NewStringSchema()).
		WithRequired([]string{"code", "message"})
	inner.Value.Properties["_errors"].Value.Items = openapi3.NewSchemaRef("", words)
	codeless := openapi3.NewObjectSchema().
		WithProperty("code", openapi3.NewIntegerSchema()).
		WithProperty("message", openapi3.NewStringSchema()).
		WithRequired([]string{"message"})
	limited.Value.AllOf[0] = openapi3.NewSchemaRef("", codeless)
	return nil
}

// messageSchema describes the body that creates a message. For a webhook the
// document offers two schemas of which exactly one is meant; this is the one for
// creating.
func messageSchema(webhook bool) (*openapi3.Schema, error) {
	doc, err := api()
	if err != nil {
		return nil, err
	}
	name := "MessageCreateRequest"
	if webhook {
		name = "IncomingWebhookRequestPartial"
	}
	ref := doc.Components.Schemas[name]
	if ref == nil {
		return nil, fmt.Errorf("the API description of Discord has no schema %s", name)
	}
	return ref.Value, nil
}

// conform says where a value breaks a schema. The first look stops at the first
// mistake and builds no text, which is ten times as fast for a value without any.
func conform(s *openapi3.Schema, value any) error {
	if s.VisitJSON(value, openapi3.FailFast()) == nil {
		return nil
	}
	return s.VisitJSON(value, openapi3.DisableSchemaErrorDetails())
}

// conformAnswer says where an answer breaks the description of an operation.
// Answers with a status that it does not describe are not checked.
func conformAnswer(op *openapi3.Operation, status int, body []byte) error {
	response := op.Responses.Status(status)
	if response == nil || response.Value == nil {
		return nil
	}
	content := response.Value.Content.Get("application/json")
	if content == nil || content.Schema == nil {
		if len(body) > 0 {
			return fmt.Errorf("an answer %d has no body", status)
		}
		return nil
	}
	var value any
	if err := json.Unmarshal(body, &value); err != nil {
		return fmt.Errorf("the answer is no JSON: %w", err)
	}
	return conform(content.Schema.Value, value)
}
