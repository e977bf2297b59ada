package write

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/draftgen/draftgen/internal/diag"
	"github.com/draftgen/draftgen/internal/doc"
	"github.com/draftgen/draftgen/internal/lazy"
)

// A Filing is one exhibit of an EDGAR submission.
type Filing struct {
	Number      string // of the exhibit, as Item 601 of Regulation S-K counts: 5.1
	Description string // in a few words; "" for the number
	Text        []byte // as a format that is [Format.Filed] wrote it
}

// A File is a file of a name.
type File struct {
	Name string
	Data []byte
}

// submissionName is the file that has all documents of a submission.
const submissionName = "submission.txt"

// firstExhibit is the number in sequence of the first exhibit: the form that it
// is an exhibit to goes before.
const firstExhibit = 2

// Submission returns the files of an EDGAR submission: each exhibit by itself,
// under a name that EDGAR takes, and submission.txt, which has them one after
// another, each behind the header that EDGAR writes around a document.
//
// The list tells of numbers and descriptions that EDGAR does not take; they
// belong to the filings in whose place they stand. If any holds an error there
// are no files. The error says that the format is not one that EDGAR takes as
// an exhibit: Rule 104 of Regulation S-T makes a PDF an unofficial copy.
func (f *Format) Submission(filings []Filing) ([]File, []diag.List, error) {
	if err := f.CheckFiled(); err != nil {
		return nil, nil, err
	}
	var files []File
	var all bytes.Buffer
	lists := make([]diag.List, len(filings))
	failed := false
	names := map[string]int{}
	for i, filing := range filings {
		kind, description, list := filing.header()
		lists[i] = list
		if list.Err() != nil {
			failed = true
			continue
		}
		name := f.filedName(kind, names)
		files = append(files, File{name, filing.Text})
		fmt.Fprintf(&all, "<DOCUMENT>\n<TYPE>%s\n<SEQUENCE>%d\n<FILENAME>%s\n<DESCRIPTION>%s\n<TEXT>\n", kind, firstExhibit+i, name, description)
		all.Write(filing.Text)
		if !bytes.HasSuffix(filing.Text, []byte("\n")) {
			all.WriteByte('\n')
		}
		all.WriteString("</TEXT>\n</DOCUMENT>\n")
	}
	if failed {
		return nil, lists, nil
	}
	return append(files, File{submissionName, all.Bytes()}), lists, nil
}

// CheckFiled returns an error if EDGAR does not take the format as an exhibit.
func (f *Format) CheckFiled() error {
	if f.Filed {
		return nil
	}
	var names []string
	for _, other := range formats {
		if other.Filed {
			names = append(names, other.Name)
		}
	}
	why := ""
	if f == &pdfFormat {
		why = ": to EDGAR a PDF is an unofficial copy, never the exhibit (Regulation S-T, Rule 104)"
	}
	return errors.New("EDGAR takes exhibits as " + strings.Join(names, " or ") + ", not as " + f.Name + why)
}

// exhibitNumber is a number as the exhibit table of Item 601 has them: 5, 5.1,
// 10.12, 4(a) is none.
var exhibitNumber = lazy.Regexp(`^[1-9]\d{0,2}(\.\d{1,2})?$`)

// header returns the type and the description that a document's header has.
func (f Filing) header() (kind, description string, list diag.List) {
	if !exhibitNumber().MatchString(f.Number) {
		list = append(list, &diag.Diagnostic{
			Rule: "submission", Pointer: "/exhibit_numbers/0",
			Message: fmt.Sprintf("want the number of the exhibit, such as 5.1, have %q", f.Number),
			Hint:    "EDGAR's <TYPE> is made of it",
		})
	}
	description = f.Description
	if description == "" {
		description = "EXHIBIT " + f.Number
	}
	s := speller{ascii: true}
	span := doc.Span{Text: strings.Join(strings.Fields(description), " "), Origin: &doc.Origin{Facts: []string{"/exhibit_title"}}}
	description = strings.ReplaceAll(doc.SpanText(s.spans([]doc.Span{span})), noBreak, " ")
	if strings.HasPrefix(description, "<") {
		s.list = append(s.list, trouble(&span, diag.Error, "submission", fmt.Sprintf("want a description, have what EDGAR reads as a tag: %q", shorten(description)), ""))
	}
	return "EX-" + f.Number, description, append(list, s.list...)
}

// filedName returns a name that EDGAR takes under its old rules and its new
// ones: lower case, a letter first, at most 32 characters, of the marks . - _ at
// most one each, and an ending that it knows. names counts those of each type.
func (f *Format) filedName(kind string, names map[string]int) string {
	stem := strings.NewReplacer("EX-", "ex", ".", "-").Replace(kind)
	if names[stem]++; names[stem] > 1 {
		stem += "_" + strconv.Itoa(names[stem])
	}
	return stem + f.Endings[0]
}
