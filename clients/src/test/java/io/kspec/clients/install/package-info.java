/** Programs that install brokers and clients from their registries. */
@NullMarked
package io.kspec.clients.install;

import org.jspecify.annotations.NullMarked;
