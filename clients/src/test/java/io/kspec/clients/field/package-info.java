/** Brokers that others wrote, and whether the suite finds on them the causes that were reviewed, and no other. */
@NullMarked
package io.kspec.clients.field;

import org.jspecify.annotations.NullMarked;
