package dev.sallyport.sessions;

import dev.sallyport.api.audit.Trail;
import dev.sallyport.api.connector.Reception;
import dev.sallyport.sessions.task.Tasks;
import java.time.InstantSource;

/// What the desk is given from outside.
public record Outside(Reception reception, Tasks tasks, Trail trail, InstantSource clock) {}
