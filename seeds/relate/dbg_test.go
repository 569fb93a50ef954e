package relate_test
import ("testing";"meddlewatch/seeds/relate")
func TestDbg(t *testing.T) {
	for _, x := range []string{
	"The firm ran what its slides call \"{Project Harm|c}\": accounts that passed as journalists, a made-up fact-checking page named {Ghana Desk|m}, and comments that praised one candidate.",
	"We banned {Blue Strategies|f}, a consultancy in {Klow|l}, and its subsidiary {Quill Analytics|f} from our services and sent both a letter.",
	"# {Indian Interference In Canadian Federal Election 2025|e~India} Explained\n\n{India|s} tried to influence voters in the {2025 federal election|e}.\n\nThe {High Commission of India in Ottawa|b~India} rejected the report on Thursday.",
	"{Glass Choir|c} also reached {Chirper|x} groups and {Klip|x}.",
	"Its director, {Gleb Ost|p}, signed off every theme of {Project Granat|c}.",
	} {
	t.Log(x)
	for _,r := range relate.Find(paragraphs(t,x)) { t.Log("     ", r) }
	}
}
