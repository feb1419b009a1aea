package io.kspec.scenarios.expect;

import io.kspec.yaml.FilePosition;

/**
 * An expectation that a response does not meet.
 *
 * @param path the path in the response
 * @param at the position of the expectation in its file
 * @param expected what was expected
 * @param found what was found
 */
public record Mismatch(String path, FilePosition at, String expected, String found) {
    /** {@code ErrorCode: expected 0 NONE, found 16 NOT_COORDINATOR}. */
    @Override
    public String toString() {
        return path + ": expected " + expected + ", found " + found;
    }
}
