package io.kspec.mock.group.streams;

/** How far a member of a streams group is on its way to the tasks that it is to have. */
enum TaskState {
    /** It has the tasks of its epoch. */
    STABLE(0),
    /** It has to give up tasks first. */
    UNREVOKED_TASKS(1),
    /** It waits for tasks that others have to give up. */
    UNRELEASED_TASKS(2);

    private final int code;

    TaskState(int code) {
        this.code = code;
    }

    /** How Kafka writes it. */
    int code() {
        return code;
    }
}
