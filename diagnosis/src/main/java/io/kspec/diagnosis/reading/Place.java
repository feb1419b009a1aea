package io.kspec.diagnosis.reading;

import java.util.List;

/**
 * A part and its place in a layout.
 *
 * @param part the part
 * @param siblings the parts of its structure
 * @param index its index among them
 * @param path the names that lead to the structure, joined by dots; empty for the body itself
 * @param inHeader whether it is in the header, or is the body as a whole
 * @param field whether it is a field or tag buffer of a structure, rather than an array's entry or a tagged field
 */
public record Place(Part part, List<Part> siblings, int index, String path, boolean inHeader, boolean field) {

    public boolean isLast() {
        return index == siblings.size() - 1;
    }

    /** Whether it is a field of the body that is always written. */
    public boolean isBodyField() {
        return field && !inHeader && !part.isTags() && part.form() != Part.Form.GAP;
    }
}
