package library

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
)

// place is where an article has a text.
type place struct {
	article string
	text    key
}

// row is a vector at its place.
type row struct {
	place
	vector []float32
}

// encode returns a vector as it is stored, with the checksum that stands beside it.
func encode(fingerprint string, text key, vector []float32) (blob []byte, sum [sha256.Size]byte) {
	blob = make([]byte, 0, 4*len(vector))
	for _, x := range vector {
		blob = binary.LittleEndian.AppendUint32(blob, math.Float32bits(x))
	}
	return blob, rowSum(fingerprint, text[:], blob)
}

// decode returns a stored vector, and ok false where it is not what was stored for that text by that embedder.
func decode(fingerprint string, text, blob, sum []byte) (vector []float32, ok bool) {
	if len(text) != len(key{}) || len(blob)%4 != 0 || string(sum) != sumString(rowSum(fingerprint, text, blob)) {
		return nil, false
	}
	vector = make([]float32, len(blob)/4)
	for i := range vector {
		vector[i] = math.Float32frombits(binary.LittleEndian.Uint32(blob[4*i:]))
	}
	return vector, usable(vector)
}

func rowSum(fingerprint string, text, blob []byte) [sha256.Size]byte {
	h := sha256.New()
	for _, part := range [][]byte{text, blob, []byte(fingerprint)} {
		_, _ = h.Write(binary.LittleEndian.AppendUint64(nil, uint64(len(part)))) // a hash's Write never fails
		_, _ = h.Write(part)
	}
	return [sha256.Size]byte(h.Sum(nil))
}

func sumString(sum [sha256.Size]byte) string { return string(sum[:]) }

// usable reports whether a vector has a direction, without which it is near to nothing and chromem-go compares it as not a
// number.
func usable(vector []float32) bool {
	var squares float64
	for _, x := range vector {
		squares += float64(x) * float64(x)
	}
	return squares > 0 && !math.IsInf(squares, 0) && !math.IsNaN(squares)
}
