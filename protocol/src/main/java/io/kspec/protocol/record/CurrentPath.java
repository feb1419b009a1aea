package io.kspec.protocol.record;

/** The path of the field that is being read, which is only converted to text on demand. */
final class CurrentPath {
    private static final int NONE = -1;

    private final String root;
    private final String list;
    private int element = NONE;
    private int header = NONE;

    /**
     * @param root the path of the structure that contains the elements: {@code Batches[0]}
     * @param list the name of the elements: {@code Records}
     */
    CurrentPath(String root, String list) {
        this.root = root;
        this.list = list;
    }

    void enterElement(int index) {
        element = index;
        header = NONE;
    }

    void enterHeader(int index) {
        header = index;
    }

    void leaveHeaders() {
        header = NONE;
    }

    void leaveElements() {
        element = NONE;
        header = NONE;
    }

    /** The path of a field of the current element, or of the element itself if the field's name is empty. */
    String of(String field) {
        StringBuilder path = new StringBuilder(root);
        if (element != NONE) {
            path.append('.').append(list).append('[').append(element).append(']');
        }
        if (header != NONE) {
            path.append(".Headers[").append(header).append(']');
        }
        if (!field.isEmpty()) {
            path.append('.').append(field);
        }
        return path.toString();
    }
}
