/**
 * Streams groups (KIP-1071): what their members heartbeat, the topology that they run, and the tasks that are assigned to them. Pure:
 * without clocks, sockets and threads.
 */
@NullMarked
package io.kspec.mock.group.streams;

import org.jspecify.annotations.NullMarked;
