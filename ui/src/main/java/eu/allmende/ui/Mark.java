package eu.allmende.ui;

import java.util.List;
import java.util.stream.IntStream;
import javafx.geometry.Rectangle2D;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javafx.scene.shape.SVGPath;
import javafx.scene.transform.Scale;

/// The sign of Allmende: one field, held in three plots. Drawn as in `icons/masters/allmende.svg`.
final class Mark {
    private static final double MASTER_SIZE = 64;
    private static final List<Plot> PLOTS =
            List.of(
                    new Plot("M32 4 L56 18 L32 32 L8 18 Z", "#6fbf73"),
                    new Plot("M6 21.5 L30 35.5 L30 61 L6 47 Z", "#2e7d4f"),
                    new Plot("M58 21.5 L34 35.5 L34 61 L58 47 Z", "#1b5e45"));

    private record Plot(String outline, String colour) {}

    private Mark() {}

    /// The sign, so many pixels high and wide.
    static Node drawn(double size) {
        var group = new Group(PLOTS.stream().map(Mark::shape).toList());
        group.getTransforms().add(new Scale(size / MASTER_SIZE, size / MASTER_SIZE));
        return new Group(group);
    }

    /// The sign in the sizes that desktops ask for. On the window's thread.
    static List<Image> windowIcons() {
        return IntStream.of(16, 32, 48, 64, 128, 256).mapToObj(Mark::picture).toList();
    }

    private static Image picture(int size) {
        var transparent = new SnapshotParameters();
        transparent.setFill(Color.TRANSPARENT);
        transparent.setViewport(new Rectangle2D(0, 0, size, size));
        return drawn(size).snapshot(transparent, null);
    }

    private static Node shape(Plot plot) {
        var path = new SVGPath();
        path.setContent(plot.outline());
        path.setFill(Color.web(plot.colour()));
        return path;
    }
}
