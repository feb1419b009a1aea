package io.kspec.diagnosis.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An assumed layout: parts in wire order.
 *
 * @param parts the parts
 */
public record Shape(List<Part> parts) {
    public static final Shape EMPTY = new Shape(List.of());

    public Shape {
        parts = List.copyOf(parts);
    }

    /** This shape with one part replaced by others, at any depth. */
    public Shape replace(int id, List<Part> others) {
        Shape replaced = replaceOrNull(id, others);
        return replaced == null ? this : replaced;
    }

    private @Nullable Shape replaceOrNull(int id, List<Part> others) {
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            List<Part> in = null;
            if (part.id() == id) {
                in = others;
            } else {
                Shape inner = part.shape().replaceOrNull(id, others);
                in = inner == null ? null : List.of(part.withShape(inner));
            }
            if (in != null) {
                List<Part> spliced = new ArrayList<>(parts.subList(0, i));
                spliced.addAll(in);
                spliced.addAll(parts.subList(i + 1, parts.size()));
                return new Shape(spliced);
            }
        }
        return null;
    }

    /** This shape with every part changed, inner parts first. */
    public Shape map(UnaryOperator<Part> change) {
        if (parts.isEmpty()) {
            return this;
        }
        return new Shape(parts.stream()
                .map(part -> change.apply(part.withShape(part.shape().map(change))))
                .toList());
    }

    /** This shape without some parts, wherever they lie. */
    Shape without(java.util.function.Predicate<Part> dropped) {
        if (parts.isEmpty()) {
            return this;
        }
        return new Shape(parts.stream()
                .filter(part -> !dropped.test(part))
                .map(part -> part.withShape(part.shape().without(dropped)))
                .toList());
    }

    /** The part with a name, or null. */
    public @Nullable Part find(String name) {
        for (Part part : parts) {
            if (part.name().equals(name)) {
                return part;
            }
        }
        return null;
    }

    /** Shapes with the same signature read any bytes in the same way. */
    public String signature() {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> part.describeTo(text));
        return text.toString();
    }
}
