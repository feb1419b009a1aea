package io.kspec.reports;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Texts that the data of a page refers to by number, each once. They are safe to display. */
final class PageStrings {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final JsonGenerator json;
    private int size;

    /** The generator must be within an array, which gets the texts in the order of their numbers. */
    PageStrings(JsonGenerator json) {
        this.json = json;
    }

    int number(String text) throws IOException {
        Integer known = numbers.get(text);
        if (known != null) {
            return known;
        }
        String visible = VisibleText.of(text);
        json.writeString(visible);
        size += visible.length() + 3;
        numbers.put(text, numbers.size());
        return numbers.size() - 1;
    }

    /** The approximate length of the array so far. */
    int size() {
        return size;
    }
}
