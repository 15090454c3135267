package playground

// photosLimit bounds the content of photos that is kept, in bytes.
const photosLimit = 16 << 20

// Photo is the picture of a message.
type Photo struct {
	// Kind is jpeg or png.
	Kind          string
	Width, Height int
	// Content is the file, which is not to be changed; nil once newer photos took its room.
	Content []byte
}

// photos are the messages whose photos have their content, oldest first.
type photos struct {
	with []*Message
	size int
}

// keep remembers a message's photo. The oldest ones lose their content when there is too much.
func (k *photos) keep(m *Message) {
	k.with = append(k.with, m)
	k.size += len(m.Photo.Content)
	for k.size > photosLimit {
		oldest := k.with[0]
		k.with = k.with[1:]
		k.size -= len(oldest.Photo.Content)
		bare := *oldest.Photo // copies of the message go on having the other
		bare.Content = nil
		oldest.Photo = &bare
	}
}
