package match

// role is the part a state plays in its sentence.
type role uint8

const (
	roleNeutral role = iota // only mentioned
	roleAgent               // acts, or is said to
	rolePatient             // is aimed at, or is only a place
	roleSpeaker             // says something of others
)

// Distances in words.
const (
	besideGap  = 1 // a role word and its state may have one word between them: "by the Kremlin"
	accuseSpan = 8 // an accuser and the accused stand so near to the word that joins them
)

// assignRoles gives every state its part. What stands behind it decides first
// ("Chinese voters" are aimed at, whoever "by Chinese voters" is about), then
// what stands before it, then an accusation that joins two states.
func (r *reading) assignRoles() {
	for i := range r.hits {
		h := &r.hits[i]
		if h.kind.isState() {
			h.role = r.roleOf(i)
		}
	}
}

func (r *reading) roleOf(i int) role {
	s := r.hits[i]
	if part, ok := r.roleByNext(i); ok {
		return part
	}
	if part, ok := r.roleByPrevious(i); ok {
		return part
	}
	if part, ok := r.roleByAccusation(i); ok {
		return part
	}
	if s.kind == actorBody {
		return roleAgent
	}
	return roleNeutral
}

// roleByNext looks at the hits that begin right behind the state.
func (r *reading) roleByNext(i int) (role, bool) {
	s := r.hits[i]
	best, found := roleNeutral, false
	gap := int32(besideGap + 1)
	for _, h := range r.hits[i+1:] {
		d := h.first - s.last - 1
		if d > besideGap || h.sentence != s.sentence {
			break
		}
		if d < 0 || d >= gap {
			continue
		}
		part, ok := roleNeutral, true
		switch {
		case h.kind == roleAgentAfter || h.kind == roleAccused || h.kind.isAct():
			part = roleAgent
		case h.kind == rolePatientAfter || h.kind.isTarget():
			part = rolePatient
		case h.kind == roleSpeak || h.kind == roleAccuse:
			part = roleSpeaker
		default:
			ok = false
		}
		if ok && (!found || d < gap) {
			best, found, gap = part, true, d
			if d == 0 && part == roleAgent {
				break
			}
		}
	}
	return best, found
}

// roleByPrevious looks at the hits that end right before the state.
func (r *reading) roleByPrevious(i int) (role, bool) {
	s := r.hits[i]
	for j := i - 1; j >= 0 && j >= i-8; j-- {
		h := r.hits[j]
		if h.sentence != s.sentence || s.first-h.first > accuseSpan {
			break
		}
		d := s.first - h.last - 1
		if d < 0 || d > besideGap {
			continue
		}
		switch h.kind {
		case roleAgentBefore:
			return roleAgent, true
		case rolePatientBefore:
			return rolePatient, true
		}
	}
	return roleNeutral, false
}

// roleByAccusation looks for a word of accusing near by: "A accuses B".
func (r *reading) roleByAccusation(i int) (role, bool) {
	s := r.hits[i]
	for j := i - 1; j >= 0; j-- {
		h := r.hits[j]
		if h.sentence != s.sentence || s.first-h.last > accuseSpan {
			break
		}
		if h.kind == roleAccuse && h.last < s.first {
			return roleAgent, true
		}
	}
	for _, h := range r.hits[i+1:] {
		if h.sentence != s.sentence || h.first-s.last > accuseSpan {
			break
		}
		switch h.kind {
		case roleAccused:
			return roleAgent, true
		case roleAccuse:
			return roleSpeaker, true
		}
	}
	return roleNeutral, false
}
