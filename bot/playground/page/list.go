package page

import "encoding/json"

// List is a slice that is [] in JSON even when it is nil. Any slice of its elements can be assigned to one.
type List[T any] []T

// MarshalJSON makes an array.
func (l List[T]) MarshalJSON() ([]byte, error) {
	if len(l) == 0 {
		return []byte("[]"), nil
	}
	return json.Marshal([]T(l))
}

func listOf[T any](s []T) List[T] { return s }
