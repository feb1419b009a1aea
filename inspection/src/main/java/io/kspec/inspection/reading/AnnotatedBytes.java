package io.kspec.inspection.reading;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.LayoutEntry;
import java.util.List;
import java.util.Map;

/** Bytes with the place and meaning of each field, and what is wrong with them. */
public interface AnnotatedBytes {
    Bytes bytes();

    /** The place of every field, in the order of the bytes, with groups before their parts. */
    List<LayoutEntry> entries();

    /** Sentences for humans, by the index of the entry they are about. */
    Map<Integer, List<String>> notes();

    /** What to mark in the bytes. */
    List<Finding> findings();
}
