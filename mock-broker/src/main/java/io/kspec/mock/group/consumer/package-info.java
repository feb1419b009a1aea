/**
 * Consumer groups whose partitions the coordinator assigns (KIP-848): their members, target assignments and reconciliation, and
 * their conversion from and to classic groups.
 */
@NullMarked
package io.kspec.mock.group.consumer;

import org.jspecify.annotations.NullMarked;
