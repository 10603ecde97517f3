package eu.allmende.ui;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;

/// The sign of Allmende: a meadow held in common, and its fence. Made by `icons/make` from
/// `icons/masters/allmende.svg`.
final class Mark {
    private Mark() {}

    /// The sign, so many pixels high and wide; sharp on screens with twice the pixels too.
    static Node drawn(int size) {
        var view = new ImageView(picture(2 * size));
        view.setFitWidth(size);
        view.setFitHeight(size);
        return view;
    }

    /// The sign in the sizes that desktops ask for.
    static List<Image> windowIcons() {
        return IntStream.of(16, 24, 32, 48, 64, 128, 256).mapToObj(Mark::picture).toList();
    }

    private static Image picture(int size) {
        String name = "icons/allmende-" + size + ".png";
        return new Image(
                Objects.requireNonNull(Mark.class.getResource(name), name).toExternalForm());
    }
}
