// A third opinion on a bag's log: notes, roots and proofs, by Go's own sumdb packages (golang.org/x/mod).
//
//	go run main.go FOLDER VKEY...
//
// It prints what it checked and ends with 0; with 1 at the first thing that does not hold. Only the log's
// signatures are looked at: sumdb's note knows no cosignatures.
package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type checkpoint struct {
	size int64
	root tlog.Hash
}

func main() {
	log.SetFlags(0)
	if len(os.Args) < 3 {
		log.Fatal("usage: go run main.go FOLDER VKEY...")
	}
	ledger := filepath.Join(os.Args[1], "data", "ledger")
	known := verifiers(os.Args[2:])
	notes := readNotes(filepath.Join(ledger, "checkpoints"), known)
	newest := notes[len(notes)-1]
	leaves := lines(filepath.Join(ledger, "leaves.jsonl"))
	bySeq := hashes(leaves)
	inclusions := checkInclusions(filepath.Join(ledger, "inclusion.jsonl"), newest, bySeq)
	consistent := checkConsistency(filepath.Join(ledger, "consistency.jsonl"), notes)
	if inclusions == 0 {
		checkRoots(notes, leaves)
	}
	receipts := checkReceipts(filepath.Join(ledger, "receipts"), known, leaves)
	fmt.Printf("%d notes, %d inclusions, %d consistency proofs, %d receipts\n", len(notes), inclusions, consistent, receipts)
}

func verifiers(vkeys []string) note.Verifiers {
	var list []note.Verifier
	for _, vkey := range vkeys {
		verifier, err := note.NewVerifier(vkey)
		refuse(err, vkey)
		list = append(list, verifier)
	}
	return note.VerifierList(list...)
}

func opened(message []byte, known note.Verifiers, place string) checkpoint {
	signed, err := note.Open(message, known)
	refuse(err, place)
	parts := strings.Split(signed.Text, "\n")
	size, err := strconv.ParseInt(parts[1], 10, 64)
	refuse(err, place)
	root, err := tlog.ParseHash(parts[2])
	refuse(err, place)
	return checkpoint{size, root}
}

func readNotes(folder string, known note.Verifiers) []checkpoint {
	var notes []checkpoint
	for _, path := range matching(folder, "*.note") {
		notes = append(notes, opened(read(path), known, path))
	}
	if len(notes) == 0 {
		log.Fatal("no checkpoint")
	}
	sort.Slice(notes, func(a, b int) bool { return notes[a].size < notes[b].size })
	return notes
}

func hashes(leaves [][]byte) map[int64]tlog.Hash {
	bySeq := map[int64]tlog.Hash{}
	for _, leaf := range leaves {
		var event struct{ Seq int64 }
		refuse(json.Unmarshal(leaf, &event), "leaf")
		bySeq[event.Seq] = tlog.RecordHash(leaf)
	}
	return bySeq
}

func checkInclusions(path string, newest checkpoint, bySeq map[int64]tlog.Hash) int {
	proofs := lines(path)
	for _, line := range proofs {
		var proof struct {
			Path []string
			Seq  int64
		}
		refuse(json.Unmarshal(line, &proof), path)
		leaf, here := bySeq[proof.Seq]
		if !here {
			log.Fatalf("inclusion of %d, which is not here", proof.Seq)
		}
		err := tlog.CheckRecord(tlog.RecordProof(fromHex(proof.Path)), newest.size, newest.root, proof.Seq, leaf)
		refuse(err, fmt.Sprintf("inclusion of %d", proof.Seq))
	}
	if len(proofs) > 0 && len(proofs) != len(bySeq) {
		log.Fatal("a leaf without its proof")
	}
	return len(proofs)
}

func checkConsistency(path string, notes []checkpoint) int {
	bySize := map[int64]tlog.Hash{}
	for _, one := range notes {
		bySize[one.size] = one.root
	}
	proofs := lines(path)
	for _, line := range proofs {
		var proof struct {
			From, To int64
			Path     []string
		}
		refuse(json.Unmarshal(line, &proof), path)
		err := tlog.CheckTree(tlog.TreeProof(fromHex(proof.Path)), proof.To, bySize[proof.To], proof.From, bySize[proof.From])
		refuse(err, fmt.Sprintf("consistency of %d and %d", proof.From, proof.To))
	}
	return len(proofs)
}

// checkRoots computes the root at each checkpoint's size from all leaves: a bag of the whole ledger.
func checkRoots(notes []checkpoint, leaves [][]byte) {
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		var found []tlog.Hash
		for _, index := range indexes {
			found = append(found, stored[index])
		}
		return found, nil
	})
	for n, leaf := range leaves {
		more, err := tlog.StoredHashes(int64(n), leaf, reader)
		refuse(err, "tree")
		stored = append(stored, more...)
	}
	for _, one := range notes {
		root, err := tlog.TreeHash(one.size, reader)
		refuse(err, "tree")
		if root != one.root {
			log.Fatalf("the root at %d is another", one.size)
		}
	}
}

func checkReceipts(folder string, known note.Verifiers, leaves [][]byte) int {
	byID := map[string][]byte{}
	for _, leaf := range leaves {
		var event struct{ ID string }
		refuse(json.Unmarshal(leaf, &event), "leaf")
		byID[event.ID] = leaf
	}
	paths := matching(folder, "*.txt")
	for _, path := range paths {
		parts := bytes.SplitN(read(path), []byte("\n\n"), 2)
		head := strings.Split(string(parts[0]), "\n")
		index, err := strconv.ParseInt(strings.TrimPrefix(head[1], "index "), 10, 64)
		refuse(err, path)
		var proof tlog.RecordProof
		for _, line := range head[2:] {
			hash, err := tlog.ParseHash(line)
			refuse(err, path)
			proof = append(proof, hash)
		}
		at := opened(parts[1], known, path)
		leaf := byID[strings.TrimSuffix(filepath.Base(path), ".txt")]
		refuse(tlog.CheckRecord(proof, at.size, at.root, index, tlog.RecordHash(leaf)), path)
	}
	return len(paths)
}

func fromHex(texts []string) []tlog.Hash {
	var path []tlog.Hash
	for _, text := range texts {
		raw, err := hex.DecodeString(text)
		refuse(err, text)
		hash, err := tlog.ParseHash(base64.StdEncoding.EncodeToString(raw))
		refuse(err, text)
		path = append(path, hash)
	}
	return path
}

func lines(path string) [][]byte {
	data, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		return nil
	}
	refuse(err, path)
	var found [][]byte
	scanner := bufio.NewScanner(bytes.NewReader(data))
	scanner.Buffer(make([]byte, 1<<20), 1<<20)
	for scanner.Scan() {
		found = append(found, append([]byte(nil), scanner.Bytes()...))
	}
	refuse(scanner.Err(), path)
	return found
}

func matching(folder, pattern string) []string {
	paths, err := filepath.Glob(filepath.Join(folder, pattern))
	refuse(err, folder)
	return paths
}

func read(path string) []byte {
	data, err := os.ReadFile(path)
	refuse(err, path)
	return data
}

func refuse(err error, place string) {
	if err != nil {
		log.Fatalf("%s: %v", place, err)
	}
}
