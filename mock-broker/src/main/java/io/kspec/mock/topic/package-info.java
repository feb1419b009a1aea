/** Topics: their names, configurations and partitions. Pure state, which one thread owns. */
@NullMarked
package io.kspec.mock.topic;

import org.jspecify.annotations.NullMarked;
