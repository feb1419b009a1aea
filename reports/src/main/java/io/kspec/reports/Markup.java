package io.kspec.reports;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes HTML and escapes every text and attribute. */
final class Markup {
    private final StringBuilder html = new StringBuilder(1 << 16);
    private final Deque<String> open = new ArrayDeque<>();

    /**
     * Opens an element.
     *
     * @param attributes names and values in turn
     */
    Markup open(String tag, String... attributes) {
        tag(tag, attributes);
        open.push(tag);
        return this;
    }

    /** Closes the innermost open element. */
    Markup close() {
        html.append("</").append(open.pop()).append('>');
        return this;
    }

    /** Writes an element that contains only text. */
    Markup element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close();
    }

    /** Writes a void element such as {@code meta}. */
    Markup empty(String tag, String... attributes) {
        tag(tag, attributes);
        return this;
    }

    Markup text(String text) {
        html.append(escape(VisibleText.of(text)));
        return this;
    }

    /** Writes a style sheet, script or data block made by this package, unescaped. */
    Markup trusted(String text) {
        html.append(text);
        return this;
    }

    Markup newLine() {
        html.append('\n');
        return this;
    }

    /** The number of characters so far. */
    int length() {
        return html.length();
    }

    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("page: expected every element closed, found open " + open);
        }
        return html.toString();
    }

    private void tag(String tag, String... attributes) {
        html.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            html.append(' ').append(attributes[i]);
            html.append("=\"").append(escape(VisibleText.of(attributes[i + 1]))).append('"');
        }
        html.append('>');
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
