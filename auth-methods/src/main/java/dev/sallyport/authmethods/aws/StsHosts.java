package dev.sallyport.authmethods.aws;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The STS hosts of the configured regions: a table, not a pattern, so that no name can look like one of them
/// ([AWS](https://docs.aws.amazon.com/general/latest/gr/sts.html)).
final class StsHosts {

    /// The region that signatures for the global host are made in.
    private static final String GLOBAL_REGION = "us-east-1";

    private static final Set<String> WITH_FIPS = Set.of("us-east-1", "us-east-2", "us-west-1", "us-west-2");

    /// The commercial, GovCloud and China partitions; the others have other domains and are not known here.
    private static final Pattern REGION = Pattern.compile("(?:us-gov-[a-z]{4,9}|[a-z]{2}-[a-z]{4,9})-[1-9]");

    private final SortedMap<String, Place> places = new TreeMap<>();

    StsHosts(Set<String> regions) {
        for (String region : regions) {
            Place place = new Place(region, partition(region));
            places.put(regional(region), place);
            if (WITH_FIPS.contains(region)) {
                places.put("sts-fips." + region + ".amazonaws.com", place);
            }
            if (region.equals(GLOBAL_REGION)) {
                places.put("sts.amazonaws.com", place);
            }
        }
    }

    /// @param partition as ARNs write it
    record Place(String region, String partition) {}

    static boolean isRegion(String name) {
        return REGION.matcher(name).matches();
    }

    static String regional(String region) {
        return "sts." + region + (region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com");
    }

    Optional<Place> find(String host) {
        return Optional.ofNullable(places.get(host));
    }

    Map<String, Place> all() {
        return Collections.unmodifiableSortedMap(places);
    }

    private static String partition(String region) {
        return region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }
}
