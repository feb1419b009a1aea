/** A Schema Registry on the mock broker, which answers an ordinary client of such registries. */
@NullMarked
package io.kspec.clients.registry;

import org.jspecify.annotations.NullMarked;
