package io.kspec.mock.group.classic;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The types of groups other than classic ones. A group id belongs to one type at most. */
final class GroupTypes {
    private final List<OtherGroups> types = new ArrayList<>();

    void add(OtherGroups type) {
        types.add(type);
    }

    List<OtherGroups> all() {
        return types;
    }

    /** The type of the group with an id; null if no type but the classic one can have it. */
    @Nullable OtherGroups of(String groupId) {
        for (OtherGroups type : types) {
            if (type.has(groupId)) {
                return type;
            }
        }
        return null;
    }
}
