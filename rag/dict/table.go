package dict

import (
	"encoding/binary"
	"strings"
)

// blockSize is how many entries share the whole spelling of the first of them.
const blockSize = 16

// table is a sorted list of keys, each with links to keys of the other table, searched in place. The data is:
//
//	a text about origin and licence, ended by a NUL
//	the number of keys and of blocks, and for each block its offset behind this list; 4 bytes each, little-endian
//	the entries, in blocks of 16 by order of key
//
// An entry is made of varints: how many bytes its key shares with the one before it in the block, how many follow, these
// bytes, the number of links, and for each link the number of the other key times 8 plus the rank.
type table struct {
	keys, blocks int
	offsets      string
	entries      string
}

func openTable(data string) table {
	data = data[strings.IndexByte(data, 0)+1:]
	t := table{keys: number(data, 0), blocks: number(data, 1)}
	data = data[8:]
	t.offsets, t.entries = data[:4*t.blocks], data[4*t.blocks:]
	return t
}

// number returns the i-th four-byte number of data.
func number(data string, i int) int {
	return int(binary.LittleEndian.Uint32([]byte(data[4*i : 4*i+4])))
}

// block returns a reader at the first entry of a block.
func (t table) block(i int) reader { return reader{data: t.entries, at: number(t.offsets, i)} }

// reader reads entries one after the other. It moves a number instead of cutting the string, since every store of a
// string makes work for the garbage collector.
type reader struct {
	data string
	at   int
}

func (r *reader) varint() int {
	if b := r.data[r.at]; b < 0x80 {
		r.at++
		return int(b)
	}
	value := 0
	for shift := 0; ; shift += 7 {
		b := r.data[r.at]
		r.at++
		value |= int(b&0x7f) << shift
		if b < 0x80 {
			return value
		}
	}
}

// key returns how much of the key before is shared, and what follows.
func (r *reader) key() (shared int, suffix string) {
	shared = r.varint()
	size := r.varint()
	suffix = r.data[r.at : r.at+size]
	r.at += size
	return shared, suffix
}

// links returns the entry's links and goes on to the next entry.
func (r *reader) links() links {
	count := r.varint()
	list := links{left: count, reader: *r}
	for range count {
		r.varint()
	}
	return list
}

// links are an entry's links to the other table.
type links struct {
	left   int
	reader reader
}

// next returns the number and the rank of the next key; it must be called left times at most.
func (l *links) next() (id, rank int) {
	l.left--
	value := l.reader.varint()
	return value / (MaxRank + 1), value % (MaxRank + 1)
}

// spot is an entry of the table with how it compares to the key that was sought.
type spot struct {
	links links
	// size is the length of its key, shared how much of that the sought key begins with.
	size, shared int
}

// seek returns the last entry whose key is not greater than the sought one; false when all are. It never spells a key
// out: as long as an entry shares more with the one before than that shared with the sought key, it compares alike.
func (t table) seek(sought string) (spot, bool) {
	number := t.blockOf(sought)
	if number < 0 {
		return spot{}, false
	}
	r := t.block(number)
	_, suffix := r.key()
	at := spot{size: len(suffix), shared: common(suffix, sought)}
	at.links = r.links()
	for range min(blockSize, t.keys-number*blockSize) - 1 {
		kept, suffix := r.key()
		if kept < at.shared {
			break
		}
		ahead := spot{size: kept + len(suffix), shared: at.shared}
		if kept == at.shared {
			ahead.shared += common(suffix, sought[kept:])
			if n := ahead.shared; n < ahead.size && (n == len(sought) || suffix[n-kept] > sought[n]) {
				break
			}
		}
		ahead.links = r.links()
		at = ahead
	}
	return at, true
}

// blockOf returns the last block whose first key is not greater than the sought one, or -1.
func (t table) blockOf(sought string) int {
	low, high := 0, t.blocks
	for low < high {
		middle := (low + high) / 2
		r := t.block(middle)
		if _, head := r.key(); head <= sought {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low - 1
}

func common(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

func (t table) find(key string) (links, bool) {
	at, ok := t.seek(key)
	return at.links, ok && at.shared == at.size && at.size == len(key)
}

// key returns the key of a number.
func (t table) key(id int) string {
	r := t.block(id / blockSize)
	var key []byte
	for range id%blockSize + 1 {
		shared, suffix := r.key()
		r.links()
		key = append(key[:shared], suffix...)
	}
	return string(key)
}

// longestPrefix returns the length of the longest key that text begins with, or 0. The keys that text begins with sort
// before it, the longest last, and what stands between them and text shares less with it than they do.
func (t table) longestPrefix(text string) int {
	for text != "" {
		at, ok := t.seek(text)
		if !ok {
			return 0
		}
		if at.shared == at.size {
			return at.size
		}
		text = text[:at.shared]
	}
	return 0
}
