"""Services, places and hours of the city's organisations (HSDS): the ground that other areas stand on."""
