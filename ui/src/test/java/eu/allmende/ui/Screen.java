package eu.allmende.ui;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.text.Text;
import javax.imageio.ImageIO;

/// What can be seen of a scene, and heard of it. On the window's thread.
record Screen(Scene scene) {
    /// The picture as it is now.
    BufferedImage picture() {
        return SwingFXUtils.fromFXImage(scene.snapshot(null), null);
    }

    /// Texts that do not fit and end in dots. A path may: it is shortened in its middle.
    List<String> clipped() {
        return visible()
                .filter(Labeled.class::isInstance)
                .map(Labeled.class::cast)
                .filter(label -> !label.getStyleClass().contains("path"))
                .filter(label -> label.getText() != null && !label.getText().isEmpty())
                .filter(label -> !written(label).equals(meant(label)))
                .map(Screen::meant)
                .toList();
    }

    /// Controls that the keyboard reaches, but of which a screen reader could say nothing.
    List<Node> speechless() {
        return visible()
                .filter(Node::isFocusTraversable)
                .filter(node -> said(node).isBlank())
                .toList();
    }

    /// Keeps a picture, if that is wanted (`-Dpictures=true`).
    static void keep(BufferedImage picture, Path file) throws IOException {
        if (Boolean.getBoolean("pictures")) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            ImageIO.write(picture, "png", file.toFile());
        }
    }

    private Stream<Node> visible() {
        return all(scene.getRoot()).filter(Screen::isShown);
    }

    private static Stream<Node> all(Node node) {
        Stream<Node> below =
                node instanceof Parent parent
                        ? parent.getChildrenUnmodifiable().stream().flatMap(Screen::all)
                        : Stream.empty();
        return Stream.concat(Stream.of(node), below);
    }

    private static boolean isShown(Node node) {
        return node.isVisible() && (node.getParent() == null || isShown(node.getParent()));
    }

    private static String meant(Labeled label) {
        return label.isMnemonicParsing() ? label.getText().replace("_", "") : label.getText();
    }

    private static String written(Labeled label) {
        Set<Node> texts = label.lookupAll(".text");
        return texts.stream()
                .filter(Text.class::isInstance)
                .map(text -> ((Text) text).getText())
                .findFirst()
                .orElse("");
    }

    private static String said(Node node) {
        Object text = node.queryAccessibleAttribute(AccessibleAttribute.TEXT);
        String own = node.getAccessibleText();
        return own != null ? own : text == null ? "" : text.toString();
    }
}
