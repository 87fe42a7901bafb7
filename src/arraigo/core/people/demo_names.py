"""Common names of Ecuador, Venezuela and Colombia, from which people are invented: data for `demo`."""

WOMEN = (
    "María", "Rosa", "Ana", "Carmen", "Luz", "Elena", "Mónica", "Paola", "Gabriela", "Verónica", "Lucía", "Daniela",
    "Andrea", "Fernanda", "Jenny", "Ximena", "Tatiana", "Yolanda", "Narcisa", "Mercedes", "Blanca", "Katherine",
    "Génesis", "Yuleisy", "Marisol", "Nathaly", "Dayana", "Isabel", "Patricia", "Lorena", "Abril", "Eulalia", "Gladys",
)  # fmt: skip
MEN = (
    "José", "Luis", "Carlos", "Juan", "Jorge", "Ángel", "Manuel", "Miguel", "Segundo", "Víctor", "Wilson", "Fabián",
    "Hernán", "Patricio", "Santiago", "Diego", "Xavier", "Byron", "Milton", "Iván", "Marco", "Galo", "Franklin",
    "Yeferson", "Darwin", "Alexis", "Jesús", "Rafael", "Ramón", "Édison", "Benigno", "Darío", "Fausto",
)  # fmt: skip
SURNAMES = {
    "EC": (
        "Quishpe", "Zambrano", "Chuquimarca", "Vera", "Mendoza", "Cedeño", "Loor", "Guamán", "Moreira", "Macías",
        "Pazmiño", "Toapanta", "Simbaña", "Caiza", "Tomalá", "Quimí", "Chóez", "Anchundia", "Delgado", "Alcívar",
        "Yépez", "Montaño", "Caicedo", "Preciado", "Quiñónez", "Valverde", "Shiguango", "Amaguaña", "De la Torre",
        "Ñacata", "Bravo", "Espinosa", "Villacís", "Ordóñez", "Sarango", "Paredes", "Cevallos", "Naranjo",
    ),
    "VE": (
        "González", "Rodríguez", "Pérez", "Hernández", "García", "Rangel", "Márquez", "Colmenares", "Urdaneta",
        "Villalobos", "Chacín", "Bracho", "Petit", "Graterol", "Briceño", "Zambrano", "Rondón", "Marcano", "Guédez",
    ),
    "CO": (
        "Rentería", "Mosquera", "Ocampo", "Cárdenas", "Restrepo", "Angulo", "Cortés", "Valencia", "Arboleda",
        "Murillo", "Gutiérrez", "Buitrago", "Quintero", "Hurtado", "Tenorio", "Estupiñán", "Obando", "Riascos",
    ),
}  # fmt: skip
