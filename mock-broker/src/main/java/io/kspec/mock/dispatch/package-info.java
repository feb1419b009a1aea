/** Routes each request to its handler, one at a time per connection, and sends responses in request order. */
@NullMarked
package io.kspec.mock.dispatch;

import org.jspecify.annotations.NullMarked;
