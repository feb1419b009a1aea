/** ShareFetch and ShareAcknowledge: what their requests ask for, and what of it a broker can answer (KIP-932). */
@NullMarked
package io.kspec.mock.fetch.share;

import org.jspecify.annotations.NullMarked;
