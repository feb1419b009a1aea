package io.kspec.mock.admin.http;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A call cannot be answered as asked; becomes a response with an error status and all faults as JSON. */
public final class HttpFaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<HttpFault> faults;
    private final transient Map<String, String> headers;

    public HttpFaultException(int status, HttpFault fault) {
        this(status, List.of(fault), Map.of());
    }

    /**
     * @param status the status of the response, 400 or more
     * @param faults everything that is wrong, at least one
     * @param headers further headers of the response
     */
    public HttpFaultException(int status, List<HttpFault> faults, Map<String, String> headers) {
        super(faults.stream().map(HttpFault::what).collect(Collectors.joining("\n")));
        this.status = status;
        this.faults = List.copyOf(faults);
        this.headers = Map.copyOf(headers);
    }

    /** The response that reports the faults. */
    public HttpReply reply() {
        return HttpReply.faults(status, faults).with(headers);
    }
}
