package bot

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"strconv"
	"time"

	"articlebot/bot/store"
)

// Measures of the chart in pixels: a column for each day, its widest bar, the room above for the number and below for the day,
// and how large a dot of a digit is.
const (
	columnWidth = 90
	barWidth    = 50
	barHeight   = 200
	chartMargin = 40
	dot         = 4
)

// Colors of the chart.
var (
	paper   = color.RGBA{0xff, 0xff, 0xff, 0xff}
	ink     = color.RGBA{0x44, 0x44, 0x44, 0xff}
	plenty  = color.RGBA{0x2b, 0x7b, 0xba, 0xff}
	refusal = color.RGBA{0xf0, 0x8c, 0x2e, 0xff}
)

// digits are drawn in three by five dots, a row in three bits.
var digits = [10][5]byte{
	{7, 5, 5, 5, 7}, {2, 6, 2, 2, 7}, {7, 1, 7, 4, 7}, {7, 1, 7, 1, 7}, {5, 5, 7, 1, 1},
	{7, 4, 7, 1, 7}, {7, 4, 7, 5, 7}, {7, 1, 1, 2, 2}, {7, 5, 7, 5, 7}, {7, 5, 7, 1, 7},
}

// drawChart draws the questions of each day as a bar, the refused ones at its foot, with their number above and the day of
// the month below, as a PNG.
func drawChart(days []store.Day) ([]byte, error) {
	most := int64(1)
	for _, d := range days {
		most = max(most, d.Questions)
	}
	img := image.NewRGBA(image.Rect(0, 0, columnWidth*len(days), barHeight+2*chartMargin))
	fill(img, img.Bounds(), paper)
	const foot = chartMargin + barHeight
	for i, d := range days {
		middle := columnWidth*i + columnWidth/2
		bar := func(n int64) image.Rectangle {
			return image.Rect(middle-barWidth/2, foot-int(n*barHeight/most), middle+barWidth/2, foot)
		}
		fill(img, bar(d.Questions), plenty)
		fill(img, bar(min(d.Refused, d.Questions)), refusal)
		drawNumber(img, image.Pt(middle, bar(d.Questions).Min.Y-7*dot), strconv.FormatInt(d.Questions, 10))
		date, err := time.Parse(time.DateOnly, d.Date)
		if err != nil {
			return nil, fmt.Errorf("the day of a figure: %w", err)
		}
		drawNumber(img, image.Pt(middle, foot+2*dot), strconv.Itoa(date.Day()))
	}
	fill(img, image.Rect(0, foot, img.Bounds().Dx(), foot+1), ink)
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		return nil, fmt.Errorf("encoding the chart: %w", err)
	}
	return out.Bytes(), nil
}

func fill(img *image.RGBA, r image.Rectangle, c color.RGBA) {
	draw.Draw(img, r, image.NewUniform(c), image.Point{}, draw.Src)
}

// drawNumber writes a number with its middle and its upper edge at a point.
func drawNumber(img *image.RGBA, at image.Point, number string) {
	left := at.X - (4*len(number)-1)*dot/2
	for i, r := range number {
		for y, row := range digits[r-'0'] {
			for x := range 3 {
				if row>>(2-x)&1 == 0 {
					continue
				}
				corner := image.Pt(left+(4*i+x)*dot, at.Y+y*dot)
				fill(img, image.Rectangle{Min: corner, Max: corner.Add(image.Pt(dot, dot))}, ink)
			}
		}
	}
}
