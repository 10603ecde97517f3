package eu.allmende.ui;

import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;

/// Wants to be as high as what is in it, in the same picture in which that grows or shrinks; where
/// there is less room, it scrolls.
final class FittingScroll extends ScrollPane {
    private static final double LEAST_HEIGHT = 120;
    private static final PseudoClass SCROLLS = PseudoClass.getPseudoClass("scrolls");

    private final Region content;

    FittingScroll(Region content) {
        super(content);
        this.content = content;
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().add("edge-to-edge");
        setFocusTraversable(false);
    }

    /// The narrower it is, the more lines its texts take.
    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        return snappedTopInset() + wantedHeight(width) + snappedBottomInset();
    }

    @Override
    protected double computeMinHeight(double width) {
        return Math.min(LEAST_HEIGHT, computePrefHeight(width));
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        pseudoClassStateChanged(SCROLLS, wantedHeight(getWidth()) > getHeight() + 1);
    }

    private double wantedHeight(double width) {
        return content.prefHeight(
                width < 0 ? width : width - snappedLeftInset() - snappedRightInset());
    }
}
