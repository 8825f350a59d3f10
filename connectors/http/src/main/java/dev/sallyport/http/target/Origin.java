package dev.sallyport.http.target;

/// Where a target is.
///
/// @param secure `https`
/// @param host lower case, without brackets
/// @param base path before every path of a request, without a `/` at its end; possibly empty
public record Origin(boolean secure, String host, int port, String base) {

    @Override
    public String toString() {
        return (secure ? "https://" : "http://") + host + ":" + port + base;
    }
}
