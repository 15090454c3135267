package store

import "database/sql"

// collect reads all rows of a query.
func collect[T any](rows *sql.Rows, err error, scan func(*T, *sql.Rows) error) ([]T, error) {
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var list []T
	for rows.Next() {
		var v T
		if err := scan(&v, rows); err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, rows.Err()
}
