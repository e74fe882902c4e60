package dev.hourglass.tracker.door;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses query parameters that the matched method does not declare, unless it reads the query by itself. */
final class ParameterCheck {

    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    @ServerRequestFilter
    public void refuseUnknown(ContainerRequestContext request, ResourceInfo matched) {
        Set<String> given = request.getUriInfo().getQueryParameters().keySet();
        if (given.isEmpty() || matched.getResourceMethod() == null || readsAll(matched.getResourceMethod())) {
            return;
        }
        Set<String> names = known.computeIfAbsent(matched.getResourceMethod(), ParameterCheck::declared);
        if (!names.containsAll(given)) {
            Set<String> unknown = new TreeSet<>(given);
            unknown.removeAll(names);
            throw new UnknownParameter(unknown, names);
        }
    }

    private static boolean readsAll(Method method) {
        return List.of(method.getParameterTypes()).contains(UriInfo.class);
    }

    private static Set<String> declared(Method method) {
        Set<String> names = new TreeSet<>();
        for (Parameter parameter : method.getParameters()) {
            if (parameter.isAnnotationPresent(RestQuery.class)) {
                names.add(name(parameter.getAnnotation(RestQuery.class), parameter.getName()));
            } else if (parameter.isAnnotationPresent(BeanParam.class)) {
                Arrays.stream(parameter.getType().getDeclaredFields())
                        .filter(f -> f.isAnnotationPresent(RestQuery.class))
                        .forEach(f -> names.add(name(f.getAnnotation(RestQuery.class), f.getName())));
            }
        }
        return names;
    }

    private static String name(RestQuery annotation, String otherwise) {
        return annotation.value().isEmpty() ? otherwise : annotation.value();
    }
}
