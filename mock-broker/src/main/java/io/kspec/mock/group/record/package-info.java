/** The records that coordinators of groups write to {@code __consumer_offsets}. */
@NullMarked
package io.kspec.mock.group.record;

import org.jspecify.annotations.NullMarked;
