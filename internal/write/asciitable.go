package write

import (
	"sync"
	"unicode/utf8"
)

// A spelling is how a character is typed in ASCII.
type spelling struct {
	ascii  string
	name   string // for messages; "" for letters, which show themselves
	join   joining
	plural string // typed for two of the character
	quiet  bool   // it looks the same: nobody needs to be told
}

// A joining says how what is typed stands beside its neighbours.
type joining uint8

// The joinings.
const (
	alone    joining = iota // as it is
	word                    // as a word: §7 is Section 7
	fraction                // after a digit, with a hyphen: 5½ is 5-1/2
)

// asciiForms is the table by which text is typed in ASCII. It keeps to what a
// typist would have done, and never changes which word it is: letters lose
// their accents, ligatures fall apart, signs are spelled as they are read. A
// character that could be read in two ways, as the sign of yen and yuan, is not
// in it, and so an error where it occurs.
var asciiForms = sync.OnceValue(makeForms)

func makeForms() map[rune]spelling {
	forms := make(map[rune]spelling, 700)
	for _, f := range signs {
		for _, r := range f.of {
			forms[r] = f.spelling
		}
	}
	for _, l := range letters {
		for _, r := range l.of {
			forms[r] = spelling{ascii: l.ascii}
		}
	}
	for r := rune(0x300); r <= 0x36f; r++ {
		forms[r] = spelling{name: "combining accent"}
	}
	for r := rune(0xff01); r <= 0xff5e; r++ { // full-width ASCII
		forms[r] = spelling{ascii: string(r - 0xff00 + ' ')}
	}
	for r := rune(0xfe00); r <= 0xfe0f; r++ { // variation selectors
		forms[r] = spelling{quiet: true}
	}
	for r := range forms {
		if r < utf8.RuneSelf {
			panic("write: an ASCII character in the table of those that are not")
		}
	}
	return forms
}

// signs are all but letters.
var signs = []struct {
	of string
	spelling
}{
	{"“", spelling{ascii: `"`, name: "left double quotation mark"}},
	{"”", spelling{ascii: `"`, name: "right double quotation mark"}},
	{"„‟", spelling{ascii: `"`, name: "double quotation mark"}},
	{"«»", spelling{ascii: `"`, name: "guillemet"}},
	{"‘", spelling{ascii: "'", name: "left single quotation mark"}},
	{"’", spelling{ascii: "'", name: "right single quotation mark"}},
	{"‚‛", spelling{ascii: "'", name: "single quotation mark"}},
	{"‹›", spelling{ascii: "'", name: "single guillemet"}},
	{"ʼʻˈ´", spelling{ascii: "'", name: "apostrophe"}},
	{"′", spelling{ascii: "'", name: "prime"}},
	{"″", spelling{ascii: `"`, name: "double prime"}},

	{"‐‑", spelling{ascii: "-", name: "hyphen", quiet: true}},
	{"‒", spelling{ascii: "-", name: "figure dash"}},
	{"–", spelling{ascii: "-", name: "en dash"}},
	{"—", spelling{ascii: "--", name: "em dash"}},
	{"―", spelling{ascii: "--", name: "horizontal bar"}},
	{"⸺", spelling{ascii: "----", name: "two-em dash"}},
	{"⸻", spelling{ascii: "------", name: "three-em dash"}},
	{"−", spelling{ascii: "-", name: "minus sign"}},

	{"…", spelling{ascii: "...", name: "ellipsis"}},
	{"•●‣◦▪■○◾·∙⁃", spelling{ascii: "*", name: "bullet"}},
	{"†", spelling{ascii: "*", name: "dagger"}},
	{"‡", spelling{ascii: "**", name: "double dagger"}},
	{"¿", spelling{ascii: "?", name: "inverted question mark"}},
	{"¡", spelling{ascii: "!", name: "inverted exclamation mark"}},
	{"¦", spelling{ascii: "|", name: "broken bar"}},
	{"⁄∕", spelling{ascii: "/", name: "fraction slash"}},
	{"☐", spelling{ascii: "[ ]", name: "ballot box"}},
	{"☑☒✓✔✗✘", spelling{ascii: "[X]", name: "ballot box with a mark"}},

	{"§", spelling{ascii: "Section", name: "section sign", join: word, plural: "Sections"}},
	{"¶", spelling{ascii: "paragraph", name: "pilcrow", join: word, plural: "paragraphs"}},
	{"№", spelling{ascii: "No.", name: "numero sign", join: word}},
	{"€", spelling{ascii: "EUR", name: "euro sign", join: word}},
	{"£", spelling{ascii: "GBP", name: "pound sign", join: word}},
	{"₪", spelling{ascii: "NIS", name: "new shekel sign", join: word}},
	{"₹", spelling{ascii: "INR", name: "Indian rupee sign", join: word}},
	{"¢", spelling{ascii: "cents", name: "cent sign", join: word}},
	{"°", spelling{ascii: "degrees", name: "degree sign", join: word}},

	{"™", spelling{ascii: "(TM)", name: "trade mark sign"}},
	{"℠", spelling{ascii: "(SM)", name: "service mark"}},
	{"®", spelling{ascii: "(R)", name: "registered sign"}},
	{"©", spelling{ascii: "(C)", name: "copyright sign"}},
	{"℗", spelling{ascii: "(P)", name: "sound recording copyright"}},

	{"×", spelling{ascii: "x", name: "multiplication sign"}},
	{"÷", spelling{ascii: "/", name: "division sign"}},
	{"±", spelling{ascii: "+/-", name: "plus-minus sign"}},
	{"≤", spelling{ascii: "<=", name: "less-than or equal to"}},
	{"≥", spelling{ascii: ">=", name: "greater-than or equal to"}},
	{"≠", spelling{ascii: "!=", name: "not equal to"}},
	{"≈", spelling{ascii: "~", name: "almost equal to"}},
	{"→", spelling{ascii: "->", name: "arrow"}},
	{"←", spelling{ascii: "<-", name: "arrow"}},

	{"¼", spelling{ascii: "1/4", name: "fraction", join: fraction}},
	{"½", spelling{ascii: "1/2", name: "fraction", join: fraction}},
	{"¾", spelling{ascii: "3/4", name: "fraction", join: fraction}},
	{"⅓", spelling{ascii: "1/3", name: "fraction", join: fraction}},
	{"⅔", spelling{ascii: "2/3", name: "fraction", join: fraction}},
	{"⅕", spelling{ascii: "1/5", name: "fraction", join: fraction}},
	{"⅖", spelling{ascii: "2/5", name: "fraction", join: fraction}},
	{"⅗", spelling{ascii: "3/5", name: "fraction", join: fraction}},
	{"⅘", spelling{ascii: "4/5", name: "fraction", join: fraction}},
	{"⅙", spelling{ascii: "1/6", name: "fraction", join: fraction}},
	{"⅚", spelling{ascii: "5/6", name: "fraction", join: fraction}},
	{"⅛", spelling{ascii: "1/8", name: "fraction", join: fraction}},
	{"⅜", spelling{ascii: "3/8", name: "fraction", join: fraction}},
	{"⅝", spelling{ascii: "5/8", name: "fraction", join: fraction}},
	{"⅞", spelling{ascii: "7/8", name: "fraction", join: fraction}},
	{"⁰", spelling{ascii: "0", name: "superscript"}},
	{"¹", spelling{ascii: "1", name: "superscript"}},
	{"²", spelling{ascii: "2", name: "superscript"}},
	{"³", spelling{ascii: "3", name: "superscript"}},
	{"⁴", spelling{ascii: "4", name: "superscript"}},
	{"⁵", spelling{ascii: "5", name: "superscript"}},
	{"⁶", spelling{ascii: "6", name: "superscript"}},
	{"⁷", spelling{ascii: "7", name: "superscript"}},
	{"⁸", spelling{ascii: "8", name: "superscript"}},
	{"⁹", spelling{ascii: "9", name: "superscript"}},

	// Blanks: those at which no line ends stay so until lines are broken.
	{"\u202f\u2007", spelling{ascii: noBreak, quiet: true}},
	{"\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000", spelling{ascii: " ", quiet: true}},
	{"\u2028\u2029", spelling{ascii: "\n", quiet: true}},
	// Characters without width: soft hyphen, zero-width blanks and joiners,
	// marks of direction, byte order mark.
	{"\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\ufeff", spelling{quiet: true}},
	{"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", spelling{quiet: true}},
}

// letters are Latin letters with accents, and ligatures.
var letters = []struct{ ascii, of string }{
	{"A", "ÀÁÂÃÄÅĀĂĄǍǞǠǺȀȂȦḀẠẢẤẦẨẪẬẮẰẲẴẶ"},
	{"a", "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặªẚ"},
	{"AE", "ÆǢǼ"},
	{"ae", "æǣǽ"},
	{"B", "ḂḄḆɃ"},
	{"b", "ḃḅḇƀ"},
	{"C", "ÇĆĈĊČḈȻ"},
	{"c", "çćĉċčḉȼ"},
	{"D", "ĎĐÐḊḌḎḐḒ"},
	{"d", "ďđðḋḍḏḑḓ"},
	{"DZ", "Ǆ"},
	{"Dz", "ǅ"},
	{"dz", "ǆ"},
	{"E", "ÈÉÊËĒĔĖĘĚȄȆȨḔḖḘḚḜẸẺẼẾỀỂỄỆ"},
	{"e", "èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ"},
	{"F", "Ḟ"},
	{"f", "ḟ"},
	{"ff", "ﬀ"},
	{"fi", "ﬁ"},
	{"fl", "ﬂ"},
	{"ffi", "ﬃ"},
	{"ffl", "ﬄ"},
	{"st", "ﬅﬆ"},
	{"G", "ĜĞĠĢǤǦǴḠ"},
	{"g", "ĝğġģǥǧǵḡ"},
	{"H", "ĤĦȞḢḤḦḨḪ"},
	{"h", "ĥħȟḣḥḧḩḫẖ"},
	{"I", "ÌÍÎÏĨĪĬĮİǏȈȊḬḮỈỊ"},
	{"i", "ìíîïĩīĭįıǐȉȋḭḯỉị"},
	{"IJ", "Ĳ"},
	{"ij", "ĳ"},
	{"J", "Ĵ"},
	{"j", "ĵǰ"},
	{"K", "ĶǨḰḲḴ"},
	{"k", "ķǩḱḳḵĸ"},
	{"L", "ĹĻĽĿŁḶḸḺḼ"},
	{"l", "ĺļľŀłḷḹḻḽ"},
	{"LJ", "Ǉ"},
	{"Lj", "ǈ"},
	{"lj", "ǉ"},
	{"M", "ḾṀṂ"},
	{"m", "ḿṁṃ"},
	{"N", "ÑŃŅŇŊǸṄṆṈṊ"},
	{"n", "ñńņňŋŉǹṅṇṉṋ"},
	{"NJ", "Ǌ"},
	{"Nj", "ǋ"},
	{"nj", "ǌ"},
	{"O", "ÒÓÔÕÖØŌŎŐƠǑǪǬǾȌȎȪȬȮȰṌṎṐṒỌỎỐỒỔỖỘỚỜỞỠỢ"},
	{"o", "òóôõöøōŏőơǒǫǭǿȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợº"},
	{"OE", "Œ"},
	{"oe", "œ"},
	{"P", "ṔṖ"},
	{"p", "ṕṗ"},
	{"R", "ŔŖŘȐȒṘṚṜṞ"},
	{"r", "ŕŗřȑȓṙṛṝṟ"},
	{"S", "ŚŜŞŠȘṠṢṤṦṨ"},
	{"s", "śŝşšșṡṣṥṧṩſ"},
	{"ss", "ß"},
	{"SS", "ẞ"},
	{"T", "ŢŤŦȚṪṬṮṰ"},
	{"t", "ţťŧțṫṭṯṱẗ"},
	{"Th", "Þ"},
	{"th", "þ"},
	{"U", "ÙÚÛÜŨŪŬŮŰŲƯǓǕǗǙǛȔȖṲṴṶṸṺỤỦỨỪỬỮỰ"},
	{"u", "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự"},
	{"V", "ṼṾ"},
	{"v", "ṽṿ"},
	{"W", "ŴẀẂẄẆẈ"},
	{"w", "ŵẁẃẅẇẉẘ"},
	{"X", "ẊẌ"},
	{"x", "ẋẍ"},
	{"Y", "ÝŶŸȲẎỲỴỶỸ"},
	{"y", "ýÿŷȳẏỳỵỷỹẙ"},
	{"Z", "ŹŻŽẐẒẔ"},
	{"z", "źżžẑẓẕ"},
}
