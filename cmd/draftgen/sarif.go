package main

import (
	"net/url"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/draftgen/draftgen/internal/assembly"
	"github.com/draftgen/draftgen/internal/diag"
)

// sarifFindings is SARIF 2.1.0, which code hosts and editors read:
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
type sarifFindings struct {
	*program
	all diag.List
}

func (s *sarifFindings) add(v verdict) error {
	if v.err != nil {
		v.list = append(v.list, v.asData()...)
	}
	s.all = append(s.all, v.list...)
	return nil
}

type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifRule struct {
		ID            string            `json:"id"`
		Short         sarifText         `json:"shortDescription"`
		Help          *sarifText        `json:"help,omitempty"`
		HelpURI       string            `json:"helpUri,omitempty"`
		Configuration sarifLevel        `json:"defaultConfiguration"`
		Properties    map[string]string `json:"properties,omitempty"`
	}
	sarifLevel struct {
		Level string `json:"level"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId,omitempty"`
		RuleIndex *int            `json:"ruleIndex,omitempty"`
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations,omitempty"`
	}
	sarifLocation struct {
		Physical *sarifPhysical `json:"physicalLocation,omitempty"`
		Logical  []sarifLogical `json:"logicalLocations,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
		EndColumn   int `json:"endColumn,omitempty"`
	}
	sarifLogical struct {
		Name string `json:"fullyQualifiedName"`
	}
)

func (s *sarifFindings) end(rules []*assembly.Rule) error {
	index := map[string]int{}
	driver := sarifDriver{Name: "draftgen", Version: version(), Rules: []sarifRule{}}
	for i, r := range rules {
		index[r.ID] = i
		driver.Rules = append(driver.Rules, sarifRuleOf(r))
	}
	run := sarifRun{Tool: sarifTool{driver}, ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	for _, d := range s.all {
		result := sarifResult{RuleID: d.Rule, Level: sarifLevelOf(d.Severity), Message: sarifText{d.Message}}
		if i, ok := index[d.Rule]; ok {
			result.RuleIndex = &i
		}
		if d.Hint != "" {
			result.Message.Text += "; hint: " + d.Hint
		}
		if location := sarifLocationOf(d); location.Physical != nil || location.Logical != nil {
			result.Locations = []sarifLocation{location}
		}
		run.Results = append(run.Results, result)
	}
	return s.printJSON(sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}})
}

var webAddress = regexp.MustCompile(`https?://[^\s;,]+`)

func sarifRuleOf(r *assembly.Rule) sarifRule {
	rule := sarifRule{
		ID: r.ID, Short: sarifText{r.Title}, HelpURI: webAddress.FindString(r.Source),
		Configuration: sarifLevel{sarifLevelOf(r.Severity)},
	}
	if r.Hint != "" {
		rule.Help = &sarifText{r.Hint}
	}
	if r.Source != "" {
		rule.Properties = map[string]string{"source": r.Source}
	}
	return rule
}

func sarifLevelOf(s diag.Severity) string {
	if s == diag.Info {
		return "note"
	}
	return s.String()
}

// sarifLocationOf is where a diagnostic stands: a place in a file, with the fact
// if it is of one. The page of a draft is no file; what is found there is in the
// file of its facts as a whole, and the place on the page is named.
func sarifLocationOf(d *diag.Diagnostic) sarifLocation {
	var l sarifLocation
	file, onPage := strings.CutPrefix(d.File, pageOf)
	if onPage {
		l.Logical = []sarifLogical{{d.Pos.String()}}
		file, _, _ = strings.Cut(file, " (document ")
	} else if d.Pointer != "" {
		l.Logical = []sarifLogical{{d.Pointer}}
	}
	if file == "" {
		return l
	}
	l.Physical = &sarifPhysical{Artifact: sarifArtifact{(&url.URL{Path: filepath.ToSlash(file)}).String()}}
	if d.Line > 0 && !onPage {
		r := &sarifRegion{StartLine: d.Line, StartColumn: d.Col}
		if d.Col > 0 && d.Width > 0 {
			r.EndColumn = d.Col + d.Width
		}
		l.Physical.Region = r
	}
	return l
}
