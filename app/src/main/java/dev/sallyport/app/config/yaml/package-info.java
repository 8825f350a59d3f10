/// From bytes to records. [dev.sallyport.app.config.yaml.YamlText] composes YAML 1.2 into nodes, within limits on
/// size, depth and aliases; [dev.sallyport.app.config.yaml.Mapper] turns nodes into records by their shape and
/// tells every problem it meets. Neither throws for anything that a file can hold. Nothing here knows what the
/// keys mean.
@NullMarked
package dev.sallyport.app.config.yaml;

import org.jspecify.annotations.NullMarked;
