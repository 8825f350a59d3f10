package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Doc;
import dev.sallyport.app.config.shape.Refused;

/// Where agents connect.
@Refused(key = "http", because = "HTTP is served from a later version on, remove it until then")
public record ListenEntry(
        @Doc("Address for the PostgreSQL protocol; port 0 takes a free one.")
        HostPort postgres) {}
