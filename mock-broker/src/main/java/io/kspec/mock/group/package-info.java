/**
 * Consumer groups of the classic protocol: who is a member, in which generation, with which assignment and which committed
 * offsets. Time, random ids and the reading of subscriptions are given from outside; one thread owns everything.
 */
@NullMarked
package io.kspec.mock.group;

import org.jspecify.annotations.NullMarked;
