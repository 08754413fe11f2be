namespace TensorAot.Examples;

/// <summary>Small pictures of equal size, row by row.</summary>
/// <param name="title">What they are.</param>
/// <param name="columns">How many stand side by side.</param>
/// <param name="height">The pixels of one, from top to bottom.</param>
/// <param name="width">The pixels of one, from left to right.</param>
/// <param name="values">The pixels of all, picture by picture, row by row.</param>
/// <param name="gap">White pixels between pictures.</param>
/// <param name="isSigned">Blue below 0, white, red above, up to the greatest magnitude; otherwise 0 is black and 1 is white.</param>
internal sealed class ImageGrid(string title, int columns, int height, int width, IReadOnlyList<float> values, int gap = 1, bool isSigned = false) : Panel(title)
{
    // Small pictures are enlarged here, since not every viewer leaves pixels sharp.
    private readonly int _zoom = Math.Max(1, 120 / Math.Max(height, width));

    /// <summary>A short line under each picture; null for none. Pictures then stand apart.</summary>
    public IReadOnlyList<string>? Captions { get; init; }

    private int Count => values.Count / (height * width);

    private int Rows => (Count + columns - 1) / columns;

    public override void Draw(Svg svg, Area area)
    {
        if (Captions is not null)
        {
            DrawApart(svg, area);
            return;
        }

        int pixelWidth = columns * (width + gap) - gap, pixelHeight = Rows * (height + gap) - gap;
        double scale = Math.Min(area.Width / pixelWidth, area.Height / pixelHeight);
        svg.Image(new(area.X, area.Y, pixelWidth * scale, pixelHeight * scale), Png(0, Count, columns));
    }

    private void DrawApart(Svg svg, Area area)
    {
        const double Caption = 18, Apart = 8;
        double side = Math.Min(area.Width / columns - Apart, area.Height / Rows - Caption - Apart);
        for (int i = 0; i < Count; i++)
        {
            double x = area.X + i % columns * (side + Apart), y = area.Y + i / columns * (side + Caption + Apart);
            svg.Image(new(x, y, side, side * height / width), Png(i, 1, 1));
            svg.Text(x + side / 2, y + side * height / width + 13, Captions![i], 11, "middle", Svg.Grey);
        }
    }

    private byte[] Png(int first, int count, int across)
    {
        int zoom = Captions is null ? 1 : _zoom;
        int pixelWidth = zoom * (across * (width + gap) - gap), pixelHeight = zoom * ((count + across - 1) / across * (height + gap) - gap);
        int channels = isSigned ? 3 : 1;
        byte[] pixels = new byte[channels * pixelWidth * pixelHeight];
        Array.Fill(pixels, (byte)255);
        float greatest = values.Max(Math.Abs);
        for (int i = 0; i < count * height * width; i++)
        {
            int image = i / (height * width), row = i / width % height, column = i % width;
            int y = zoom * (image / across * (height + gap) + row), x = zoom * (image % across * (width + gap) + column);
            byte[] colour = Colour(values[first * height * width + i], greatest);
            for (int place = 0; place < zoom * zoom; place++)
                colour.CopyTo(pixels, channels * ((y + place / zoom) * pixelWidth + x + place % zoom));
        }

        return PngFile.Encode(pixels, pixelWidth, pixelHeight);
    }

    private byte[] Colour(float value, float greatest)
    {
        if (!isSigned)
            return [(byte)Math.Clamp(255 * value, 0, 255)];

        // From white to the colour of the sign.
        double share = Math.Abs(value) / Math.Max(greatest, float.Epsilon);
        byte[] full = value > 0 ? [213, 94, 0] : [0, 114, 178];
        return [.. full.Select(channel => (byte)(255 - share * (255 - channel)))];
    }
}
