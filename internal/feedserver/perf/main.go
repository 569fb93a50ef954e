// Command perf serves many synthetic feeds on loopback, so that the cost of
// polling them can be measured in another process, free of the server's own. It
// prints its hosts, writes a config that polls all feeds if asked to, and serves
// until it is interrupted.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"meddlewatch/internal/feedserver"
)

// size is what is served.
type size struct {
	feeds, items, bytes int // bytes of text an item
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, time.Now()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out io.Writer, now time.Time) error {
	flags := flag.NewFlagSet("perf", flag.ContinueOnError)
	var s size
	flags.IntVar(&s.feeds, "feeds", 1000, "number of feeds")
	flags.IntVar(&s.items, "items", 50, "items a feed")
	flags.IntVar(&s.bytes, "bytes", 2700, "bytes of text an item; about 300 of mark-up come on top (2700: 3 KB an item; 4100 with 50 items: 220 KB a feed)")
	etag := flags.Bool("etag", true, "send validators and answer 304; false: send every body again")
	rotate := flags.Bool("rotate", false, "rotate RSS, Atom and JSON Feed instead of RSS alone")
	listeners := flags.Int("listeners", 8, "ports")
	config := flags.String("config", "", "write a config with all feeds to this file")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if s.feeds < 1 || s.items < 1 || s.bytes < 1 || s.bytes > poolBytes/2 {
		return fmt.Errorf("-feeds, -items and -bytes are at least 1, -bytes at most %d", poolBytes/2)
	}
	opts := feedserver.Options{Listeners: *listeners, RSS: !*rotate}
	if !*etag {
		opts.Bare = 1
	}
	server, err := feedserver.Start(synthetic(s, now), opts)
	if err != nil {
		return err
	}
	defer server.Close()
	server.SetTime(now)
	if *config != "" {
		if err := os.WriteFile(*config, []byte(toml(server)), 0o600); err != nil {
			return fmt.Errorf("the config cannot be written: %w", err)
		}
	}
	for _, host := range server.Hosts() {
		if _, err := fmt.Fprintln(out, host); err != nil {
			return err
		}
	}
	<-ctx.Done()
	_, err = fmt.Fprintf(out, "%d requests, %d not modified\n", server.Requests(), server.NotModified())
	return err
}

// toml is a config that polls every feed and nothing else.
func toml(server *feedserver.Server) string {
	var b strings.Builder
	b.WriteString("[fetch]\nbuiltin_feeds = false\nallow_hosts = [")
	for i, host := range server.Hosts() {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%q", host)
	}
	b.WriteString("]\n")
	for i, f := range server.Feeds() {
		fmt.Fprintf(&b, "\n[[feeds]]\nurl = %q\nname = \"Feed %d\"\n", f.URL, i)
	}
	return b.String()
}

// poolBytes is the length of the text all items are cut from: they share its
// memory, and differ as they begin at different places.
const poolBytes = 1 << 20

// synthetic invents a stream whose items all stand in their window now. The same
// size and time give the same stream.
func synthetic(s size, now time.Time) *feedserver.Stream {
	chance := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // repeatable, not secret
	words := strings.Fields(vocabulary)
	var b strings.Builder
	for b.Len() < poolBytes {
		b.WriteString(words[chance.IntN(len(words))])
		b.WriteByte(' ')
	}
	pool := b.String()
	cut := func(n int) string {
		at := chance.IntN(poolBytes - n)
		return strings.TrimSpace(pool[at : at+n])
	}
	stream := &feedserver.Stream{}
	for f := range s.feeds {
		src := feedserver.Source{Address: fmt.Sprintf("https://feed-%04d.example/rss", f)}
		for i := range s.items {
			at := now.Add(-48 * time.Hour / time.Duration(s.items) * time.Duration(i)).Truncate(time.Second)
			src.Items = append(src.Items, feedserver.Item{
				Source: src.Address, Link: fmt.Sprintf("https://feed-%04d.example/%d/article", f, i),
				Title: cut(70), Description: "<p>" + cut(s.bytes) + "</p>", Lang: "en", Published: at, Visible: at,
			})
		}
		stream.Sources = append(stream.Sources, src)
		stream.Items += s.items
	}
	return stream
}

// vocabulary holds words as they occur in news, some of the field among them.
const vocabulary = `about access account accounts according across after again against agency ahead
airport almost among analysis announced another answer area army around article asked association
attack August authorities balance ballot bank became because before behind board border brought budget
building business called campaign candidate capital case central century chair chance change charge
chief children cities citizens city claims climate close coalition coast committee common community
company confirmed congress control cost council countries country court crisis culture daily data day
debate decision defence demand deputy details development different director discovered district doctor
early east economy editor education effort election elections embassy energy engineer entire escape
evening event evidence expected experts export face fake family farmers festival figures film final
finance first flood followed football force foreign forest former found freedom fresh front fuel future
game general girl given goal gold government ground group growth hack harbour head health hearing heavy
help high history hospital hotel hours house however human hundred idea image impact import including
increase industry influence information inside interest interview investigation island issue January job
journal judge July justice keep kitchen known labour land language large last later law leader league
learned leave letter level library light line local long lower main major manager many march market match
matter mayor media medical meeting member message metal middle military million minister model money
morning mountain movement museum music nation natural near network never night north notice number
October offer office officials oil online opened operation opinion opposition order other outside owner
paper park parliament party passed patient peace people percent performance period person phone photo
picture place plan plant platform player police policy political poll poor popular port posts power
present press price prime prison private problem process product programme project protest public
quarter question race rail rain rate reached reading record reform region release remain report research
resident result return rights risk river road role rule said sanctions school science season second
secret security senate senior series service seven share ship short show side since small social software
soldier south space speech spokesman sport staff stage start state station statement still stock storm
story street strike strong student study summer support surface system talks target taxes teacher team
technology television thousand threat ticket time today together tournament tower town trade traffic train
travel treaty trial troops trust under union university until update valley victim video village visit
voice vote voters wages war warning water weather week west winter without witness women work world worth
writer year young zone`
