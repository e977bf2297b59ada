# Everything here is a plain go command; make only saves typing.

.PHONY: test bench golden docs dist

test:
	go test ./...

# Write the golden files and the generated pages of docs/ anew; look at the
# difference before you commit it.
golden docs:
	go test ./internal/... ./cmd/... -update

# draftgen beside a minimal program, and the rooms one by one.
bench:
	go test -run '^$$' -bench . ./internal/...
	cd internal/benchmarks && go run . && go run ./redline ../../examples/opinion/hemacare-1995.txt ../../examples/opinion/hemacare-1996.txt

dist:
	for os in linux darwin windows; do \
		ext=; [ $$os = windows ] && ext=.exe; \
		CGO_ENABLED=0 GOOS=$$os GOARCH=amd64 go build -trimpath -tags urfave_cli_no_docs -ldflags '-s -w' -o dist/draftgen-$$os-amd64$$ext ./cmd/draftgen; \
	done
